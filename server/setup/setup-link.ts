import { createHash, randomBytes } from "node:crypto";
import type { Client } from "pg";

const lifetimeHours = 24;

/** A link that makes the first admin, once; null when there is an admin. Each new one voids those before it. */
export async function createSetupLink(client: Client, publicUrl: string): Promise<string | null> {
  const { rows } = await client.query<{ hasAdmin: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM people WHERE role = 'admin') AS "hasAdmin"`,
  );
  await client.query("DELETE FROM setup_links WHERE used_at IS NULL");
  if (rows[0]?.hasAdmin) return null;
  const token = randomBytes(32).toString("base64url");
  await client.query(
    "INSERT INTO setup_links (token_hash, expires_at) VALUES ($1, now() + make_interval(hours => $2))",
    [createHash("sha256").update(token).digest("hex"), lifetimeHours],
  );
  return `${publicUrl}/setup/${token}`;
}
