import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { maxPasswordLength } from "@/lib/people/schema";
import { sessionCookieName } from "@/server/auth/viewer";
import { db } from "@/server/db";
import { requireEnv, requireServed } from "@/server/env";
import { signIn } from "@/server/people/service";

const credentials = z.object({ email: z.string().trim().toLowerCase().max(254), password: z.string().max(maxPasswordLength) });

/** next-auth with e-mail and password. Credentials mean JWT sessions: `viewerFromCookies` checks each against the table. */
export function authOptions(): NextAuthOptions {
  const env = requireEnv();
  const { secret } = requireServed(env);
  const isSecure = env.publicUrl.startsWith("https:");
  return {
    secret,
    session: { strategy: "jwt", maxAge: 14 * 24 * 60 * 60 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    useSecureCookies: isSecure,
    cookies: {
      sessionToken: { name: sessionCookieName(env.publicUrl), options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } },
    },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        async authorize(raw, request) {
          const parsed = credentials.safeParse(raw);
          if (!parsed.success) return null;
          const forwarded: unknown = request.headers?.["x-forwarded-for"];
          const result = await signIn(db(), { ...parsed.data, from: typeof forwarded === "string" ? forwarded : "direct" });
          // The page reads this code; next-auth carries it in the URL that it answers with.
          if (!result.ok) throw new Error(result.code);
          const { personId, name, email, sessionVersion } = result.value;
          return { id: personId, name, email, sessionVersion };
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        if (!user) return token;
        return { ...token, personId: user.id, sessionVersion: (user as { sessionVersion?: number }).sessionVersion };
      },
      session({ session }) {
        return session;
      },
    },
  };
}
