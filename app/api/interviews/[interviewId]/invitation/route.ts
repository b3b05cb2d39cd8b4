import { z } from "zod";
import { ok } from "@/lib/result";
import { requireEnv } from "@/server/env";
import { defineInterviewRoute } from "@/server/http/define-interview-route";
import { renewInvitation } from "@/server/interviews/service";

export const POST = defineInterviewRoute({
  body: z.strictObject({}),
  async run({ database, access }) {
    const renewed = await renewInvitation(database, access);
    return renewed.ok ? ok({ inviteUrl: `${requireEnv().publicUrl}/join/${renewed.value.inviteCode}` }) : renewed;
  },
});
