import { decode } from "next-auth/jwt";
import { requireEnv, requireServed } from "@/server/env";
import { readGuestPasses, type GuestPass } from "@/server/auth/guest-pass";
import type { Database } from "@/server/db";

export type PersonViewer = {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: "member" | "author" | "admin";
  readonly isTrusted: boolean;
};
export type { GuestPass } from "@/server/auth/guest-pass";

/** Who makes a request. A browser may be signed in and, beside that, a guest of several interviews. */
export type Viewer = { readonly person: PersonViewer | null; readonly guests: readonly GuestPass[] };

/** Over HTTPS browsers keep the stricter cookie names to the host. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith("https:") ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

/** Used by pages, routes and sockets. Asks the table each time, so that a suspension or a new password acts at once. */
export async function viewerFromCookies(database: Database, cookieHeader: string): Promise<Viewer> {
  const env = requireEnv();
  const { secret } = requireServed(env);
  const cookies = parseCookies(cookieHeader);
  const token = cookies.get(sessionCookieName(env.publicUrl));
  return { person: token ? await personFromToken(database, token, secret) : null, guests: readGuestPasses(cookies, secret) };
}

async function personFromToken(database: Database, token: string, secret: string): Promise<PersonViewer | null> {
  const claims = await decode({ token, secret }).catch(() => null);
  if (typeof claims?.["personId"] !== "string") return null;
  const person = await database.prisma.person.findUnique({
    where: { id: claims["personId"] },
    select: { id: true, name: true, email: true, role: true, isTrusted: true, sessionVersion: true, suspendedAt: true },
  });
  if (!person || person.suspendedAt || person.sessionVersion !== claims["sessionVersion"]) return null;
  return { personId: person.id, name: person.name, email: person.email, role: person.role, isTrusted: person.isTrusted };
}

/** More cookies than these are nobody's browser. */
const maxCookies = 100;

function parseCookies(header: string): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of header.split(";").slice(0, maxCookies)) {
    const at = part.indexOf("=");
    if (at > 0) cookies.set(part.slice(0, at).trim(), unquoted(part.slice(at + 1).trim()));
  }
  return cookies;
}

function unquoted(value: string): string {
  try {
    return decodeURIComponent(value.replace(/^"(.*)"$/, "$1"));
  } catch {
    return value;
  }
}
