import { Client, escapeIdentifier, escapeLiteral } from "pg";
import { urlOf, type EmbeddedPostgres } from "@/server/database/embedded";

export const applicationRole = "convolve";

/** The database and the role of web and judge in our own PostgreSQL; that role owns its tables and nothing else. */
export async function ensureApplicationDatabase(server: EmbeddedPostgres, password: string): Promise<string> {
  const client = new Client({ connectionString: server.adminUrl() });
  await client.connect();
  try {
    const name = escapeIdentifier(applicationRole);
    const { rowCount: roles } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [applicationRole]);
    if (!roles) await client.query(`CREATE ROLE ${name} LOGIN PASSWORD ${escapeLiteral(password)}`);
    const { rowCount: databases } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [applicationRole]);
    if (!databases) await client.query(`CREATE DATABASE ${name} OWNER ${name}`);
  } finally {
    await client.end();
  }
  return urlOf({ role: applicationRole, password, port: server.port, database: applicationRole });
}
