import { join } from "node:path";
import { existsSync } from "node:fs";
import type { Env } from "@/server/env";
import { ensureApplicationDatabase } from "@/server/database/application-database";
import { openEmbeddedPostgres } from "@/server/database/embedded";
import { ensureSecrets } from "@/server/setup/secrets";
import { SetupError } from "@/server/setup/setup-error";

/**
 * The database for a command at a terminal: that of DATABASE_URL, or our own, running or not. One that the command had to
 * start ends with it; one that runs is left alone.
 */
export async function openCommandDatabase(env: Env): Promise<{ readonly url: string; close(): Promise<void> }> {
  if (env.databaseUrl !== null) return { url: env.databaseUrl, close: async () => {} };
  const folder = join(env.dataFolder, "postgres");
  if (!existsSync(folder)) {
    throw new SetupError(`There is no database in ${env.dataFolder}: run npm start first, or set DATABASE_URL.`);
  }
  const secrets = ensureSecrets(env.dataFolder);
  const server = await openEmbeddedPostgres({ folder, password: secrets.databaseAdminPassword });
  const url = await ensureApplicationDatabase(server, secrets.databasePassword);
  return { url, close: async () => (server.isAdopted ? undefined : server.close()) };
}
