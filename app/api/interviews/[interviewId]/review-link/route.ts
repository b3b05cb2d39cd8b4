import { z } from "zod";
import { ok } from "@/lib/result";
import { requireEnv } from "@/server/env";
import { defineInterviewRoute } from "@/server/http/define-interview-route";
import { createReviewLink } from "@/server/interviews/service";

export const POST = defineInterviewRoute({
  body: z.strictObject({}),
  async run({ database, access }) {
    const created = await createReviewLink(database, access);
    return created.ok ? ok({ url: `${requireEnv().publicUrl}/review/${created.value.token}`, expiresAt: created.value.expiresAt }) : created;
  },
});
