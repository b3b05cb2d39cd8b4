import type { Database } from "@/server/db";
import { hashToken } from "@/server/auth/token";

/** Whether the link that makes the first admin can still be used. */
export async function isSetupLinkGood(database: Database, token: string): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    `SELECT 1 FROM setup_links WHERE token_hash = $1 AND used_at IS NULL AND expires_at > clock_timestamp()
       AND NOT EXISTS (SELECT 1 FROM people WHERE role = 'admin')`,
    [hashToken(token)],
  );
  return rowCount === 1;
}
