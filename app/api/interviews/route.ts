import { newInterview } from "@/lib/interviews/schema";
import { fail, ok } from "@/lib/result";
import { requireEnv } from "@/server/env";
import { defineRoute } from "@/server/http/define-route";
import { createInterview } from "@/server/interviews/service";

export const POST = defineRoute({
  body: newInterview,
  async run({ database, viewer, body }) {
    if (!viewer.person) return fail("not_signed_in");
    const created = await createInterview(database, viewer.person, body);
    if (!created.ok) return created;
    const { interviewId, inviteCode } = created.value;
    return ok({ interviewId, inviteUrl: `${requireEnv().publicUrl}/join/${inviteCode}` });
  },
});
