import { z } from "zod";
import { personName } from "@/lib/people/schema";
import { ok } from "@/lib/result";
import { guestCookieName, signGuestPass } from "@/server/auth/guest-pass";
import { requireEnv, requireServed } from "@/server/env";
import { defineRoute } from "@/server/http/define-route";
import { acceptInvitation } from "@/server/interviews/service";

/** As long as a planned interview and its review may take; the table decides whether the pass is still good. */
const guestDays = 90;

export const POST = defineRoute<z.ZodObject<{ name: z.ZodOptional<typeof personName> }>, { code: string }, { interviewId: string }>({
  body: z.strictObject({ name: personName.optional() }),
  async run({ database, viewer, body, params, setCookie }) {
    const accepted = await acceptInvitation(database, viewer, { code: params.code, name: body.name ?? null });
    if (!accepted.ok) return accepted;
    const { interviewId, participantId, isGuest } = accepted.value;
    if (isGuest) {
      const { secret } = requireServed(requireEnv());
      setCookie(guestCookieName(interviewId), signGuestPass({ interviewId, participantId }, secret), { maxAgeSeconds: guestDays * 86_400 });
    }
    return ok({ interviewId });
  },
});
