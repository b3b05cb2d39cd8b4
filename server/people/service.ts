import { randomUUID } from "node:crypto";
import { RateLimiterPostgres } from "rate-limiter-flexible";
import type { NewPerson } from "@/lib/people/schema";
import { fail, ok, type Result } from "@/lib/result";
import { hashPassword, isPassword } from "@/server/auth/password";
import { hashToken } from "@/server/auth/token";
import type { Database } from "@/server/db";
import { transaction } from "@/server/database/transaction";

export type SignedIn = { readonly personId: string; readonly name: string; readonly email: string; readonly sessionVersion: number };

/** Wrong passwords for one account, and from one address, before both must wait. */
const maxFailures = { account: 8, address: 60 };
const lockoutSeconds = 15 * 60;

const limiters = new WeakMap<Database, { account: RateLimiterPostgres; address: RateLimiterPostgres }>();

function limitersOf(database: Database) {
  const known = limiters.get(database);
  if (known) return known;
  const common = { storeClient: database.pool, tableName: "rate_limits", tableCreated: true, duration: lockoutSeconds };
  const made = {
    account: new RateLimiterPostgres({ ...common, keyPrefix: "sign-in-account", points: maxFailures.account }),
    address: new RateLimiterPostgres({ ...common, keyPrefix: "sign-in-address", points: maxFailures.address }),
  };
  limiters.set(database, made);
  return made;
}

export async function signUp(database: Database, person: NewPerson): Promise<Result<{ personId: string }, "email_taken">> {
  const passwordHash = await hashPassword(person.password);
  const { rows } = await database.pool.query<{ id: string }>(
    "INSERT INTO people (id, email, name, password_hash) VALUES ($1, $2, $3, $4) ON CONFLICT (email) DO NOTHING RETURNING id",
    [randomUUID(), person.email.toLowerCase(), person.name, passwordHash],
  );
  return rows[0] ? ok({ personId: rows[0].id }) : fail("email_taken");
}

/** Whether an account exists, is suspended or has another password looks the same to who asks. */
export async function signIn(
  database: Database,
  attempt: { email: string; password: string; from: string },
): Promise<Result<SignedIn, "wrong_credentials" | "too_many_attempts">> {
  const { account, address } = limitersOf(database);
  const email = attempt.email.toLowerCase();
  const [ofAccount, ofAddress] = await Promise.all([account.get(email), address.get(attempt.from)]);
  if ((ofAccount?.consumedPoints ?? 0) >= maxFailures.account || (ofAddress?.consumedPoints ?? 0) >= maxFailures.address) {
    return fail("too_many_attempts");
  }
  const person = await database.prisma.person.findUnique({
    where: { email },
    select: { id: true, name: true, email: true, passwordHash: true, sessionVersion: true, suspendedAt: true },
  });
  const isRight = await isPassword(attempt.password, person?.passwordHash ?? null);
  if (!person || !isRight || person.suspendedAt) {
    await Promise.allSettled([account.consume(email), address.consume(attempt.from)]);
    return fail("wrong_credentials");
  }
  await account.delete(email);
  return ok({ personId: person.id, name: person.name, email: person.email, sessionVersion: person.sessionVersion });
}

/** The one-time link that `npm start` prints makes the first admin, once. */
export async function makeFirstAdmin(
  database: Database,
  request: NewPerson & { token: string },
): Promise<Result<{ personId: string }, "link_invalid" | "email_taken">> {
  const passwordHash = await hashPassword(request.password);
  return transaction(database.pool, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE setup_links SET used_at = clock_timestamp()
       WHERE token_hash = $1 AND used_at IS NULL AND expires_at > clock_timestamp()
         AND NOT EXISTS (SELECT 1 FROM people WHERE role = 'admin')`,
      [hashToken(request.token)],
    );
    if (rowCount === 0) return fail("link_invalid");
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO people (id, email, name, password_hash, role, is_trusted) VALUES ($1, $2, $3, $4, 'admin', true)
       ON CONFLICT (email) DO NOTHING RETURNING id`,
      [randomUUID(), request.email.toLowerCase(), request.name, passwordHash],
    );
    if (rows[0]) return ok({ personId: rows[0].id });
    // The link stays good: nothing was made with it.
    await client.query("UPDATE setup_links SET used_at = NULL WHERE token_hash = $1", [hashToken(request.token)]);
    return fail("email_taken");
  });
}
