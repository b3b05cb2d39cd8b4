import { hash, verify } from "@node-rs/argon2";

/** argon2id with the parameters that OWASP asks for at least: 19 MiB, two passes. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
}

let decoy: Promise<string> | undefined;

/** Takes the same time whether there is an account or not, so that sign-in tells nobody who has one. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const known = passwordHash ?? (await (decoy ??= hashPassword("nobody has this password")));
  const isRight = await verify(known, password).catch(() => false);
  return isRight && passwordHash !== null;
}
