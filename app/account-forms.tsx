"use client";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { AccountForm, type AccountFields } from "@/components/people/account-form";
import { postJson, type HttpFailure } from "@/lib/http/client";

type Sent = Promise<{ ok: true; value: unknown } | HttpFailure>;
const created = z.object({ personId: z.string() });

async function enter({ email, password }: AccountFields): Sent {
  const answer = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
  if (answer?.ok && !answer.error) return { ok: true, value: null };
  return { ok: false, code: answer ? (answer.error === "too_many_attempts" ? "too_many_attempts" : "wrong_credentials") : "offline" };
}

/** Only a path of our own: a link must not lead people elsewhere after they have signed in. */
function goOn(to: string | null): void {
  location.assign(to !== null && /^\/(?![/\\])/.test(to) ? to : "/");
}

export function SignInForm({ to }: { to: string | null }) {
  return <AccountForm kind="signIn" send={enter} onDone={() => goOn(to)} other={{ href: to === null ? "/sign-up" : `/sign-up?to=${encodeURIComponent(to)}` }} />;
}

export function SignUpForm({ to }: { to: string | null }) {
  return <AccountForm kind="signUp" send={(fields) => make("/api/people", fields, {})} onDone={() => goOn(to)} other={{ href: "/sign-in" }} />;
}

export function SetupForm({ token }: { token: string }) {
  const t = useTranslations("auth.setup");
  return <AccountForm kind="setup" lead={<p>{t("body")}</p>} send={(fields) => make("/api/setup", fields, { token })} onDone={() => goOn("/")} />;
}

async function make(path: string, fields: AccountFields, more: object): Sent {
  const made = await postJson(path, { ...fields, ...more }, created);
  return made.ok ? enter(fields) : made;
}
