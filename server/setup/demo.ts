import { randomBytes } from "node:crypto";
import { hash } from "@node-rs/argon2";
import type { Client } from "pg";
import type { Env } from "@/server/env";
import { isLoopback } from "@/server/setup/https";
import { SetupError } from "@/server/setup/setup-error";

export type DemoAccount = { readonly email: string; readonly password: string; readonly is: string };

const people = [
  { email: "interviewer@example.org", name: "Ada", isTrusted: true, is: "interviewer" },
  { email: "candidate@example.org", name: "Lin", isTrusted: false, is: "candidate" },
] as const;

/** Accounts to try Convolve with belong on one's own machine only. */
export function requireDemoIsPrivate(env: Env): void {
  if (env.hasPublicUrl) throw new SetupError("--demo makes accounts for trying out; it is refused when PUBLIC_URL is set.");
  if (!isLoopback(env.host)) {
    throw new SetupError(`--demo makes accounts for trying out; it is refused when HOST (${env.host}) lets other machines in.`);
  }
}

/** Two accounts with passwords that hold for this start. */
export async function createDemoAccounts(client: Client): Promise<DemoAccount[]> {
  const accounts: DemoAccount[] = [];
  for (const { email, name, isTrusted, is } of people) {
    const password = randomBytes(9).toString("base64url");
    await client.query(
      `INSERT INTO people (id, email, name, password_hash, is_trusted, email_verified_at)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, now())
       ON CONFLICT (email) DO UPDATE
       SET password_hash = excluded.password_hash, session_version = people.session_version + 1`,
      [email, name, await hash(password), isTrusted],
    );
    accounts.push({ email, password, is });
  }
  return accounts;
}

/** Accounts of an earlier --demo cannot sign in once Convolve is started without it. */
export async function closeDemoAccounts(client: Client): Promise<void> {
  await client.query(
    `UPDATE people SET password_hash = NULL, session_version = session_version + 1
     WHERE email = ANY ($1) AND password_hash IS NOT NULL`,
    [people.map((person) => person.email)],
  );
}
