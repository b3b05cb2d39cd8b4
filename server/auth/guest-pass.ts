import { createHmac, timingSafeEqual } from "node:crypto";

/** A guest's way back into one interview: who they are there, signed. Anything else about them is read from the table. */
export type GuestPass = { readonly interviewId: string; readonly participantId: string };

const prefix = "convolve-guest-";
const id = /^[0-9a-f-]{36}$/;

/** A guest may take part in several interviews: one cookie for each. */
export function guestCookieName(interviewId: string): string {
  return `${prefix}${interviewId}`;
}

export function signGuestPass(pass: GuestPass, secret: string): string {
  return `${pass.participantId}.${signature(pass, secret)}`;
}

/** All passes in a browser's cookies whose signature is ours; forged ones are no passes. */
export function readGuestPasses(cookies: ReadonlyMap<string, string>, secret: string): GuestPass[] {
  const passes: GuestPass[] = [];
  for (const [name, value] of cookies) {
    if (!name.startsWith(prefix)) continue;
    const interviewId = name.slice(prefix.length);
    const [participantId = "", signed = ""] = value.split(".");
    if (!id.test(interviewId) || !id.test(participantId)) continue;
    if (isSame(signed, signature({ interviewId, participantId }, secret))) passes.push({ interviewId, participantId });
  }
  return passes;
}

/** The purpose stands in what is signed, so that no other signature of ours passes here. */
function signature({ interviewId, participantId }: GuestPass, secret: string): string {
  return createHmac("sha256", secret).update(`guest-pass:${interviewId}:${participantId}`).digest("base64url");
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
