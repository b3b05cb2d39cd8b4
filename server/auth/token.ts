import { createHash, randomBytes } from "node:crypto";

/** A secret that travels in a link. Only its hash is kept. */
export function makeToken(): { token: string; tokenHash: string } {
  const token = randomBytes(24).toString("base64url");
  return { token, tokenHash: hashToken(token) };
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
