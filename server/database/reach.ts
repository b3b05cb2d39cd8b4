import { Client } from "pg";
import { hideUrlPasswords } from "@/server/logger";
import { SetupError } from "@/server/setup/setup-error";

const oldestVersion = 16;
const connectLimitMs = 8_000;

/** Makes sure that somebody else's PostgreSQL can be used; the complaint names host and port, never the password. */
export async function requireDatabase(databaseUrl: string): Promise<{ version: string }> {
  const { host, port, database } = describeUrl(databaseUrl);
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: connectLimitMs });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; number: number }>(
      "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number",
    );
    const found = rows[0]!;
    if (found.number < oldestVersion * 10_000) {
      throw new SetupError(`PostgreSQL at ${host}:${port} is version ${found.version}; Convolve needs ${oldestVersion} or newer.`);
    }
    return { version: found.version };
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw new SetupError(
      `The database "${database}" at ${host}:${port} (DATABASE_URL) cannot be reached: ${reasonOf(error)}\n` +
        "Start it or mend DATABASE_URL; without DATABASE_URL, Convolve runs a PostgreSQL of its own.",
    );
  } finally {
    await client.end().catch(() => {});
  }
}

function describeUrl(databaseUrl: string): { host: string; port: string; database: string } {
  const url = new URL(databaseUrl);
  return {
    host: url.hostname || url.searchParams.get("host") || "localhost",
    port: url.port || "5432",
    database: decodeURIComponent(url.pathname.slice(1)) || decodeURIComponent(url.username),
  };
}

const reasons: Record<string, string> = {
  ECONNREFUSED: "nothing listens there.",
  ENOTFOUND: "there is no host of that name.",
  EAI_AGAIN: "the host's name could not be looked up.",
  ETIMEDOUT: "it does not answer.",
  EHOSTUNREACH: "there is no way to that host.",
  "28P01": "it refuses the name or the password.",
  "28000": "it refuses this user.",
  "3D000": "it has no database of that name.",
};

function reasonOf(error: unknown): string {
  // Several addresses of one host that all fail come as one error without a message of its own.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  if (!(first instanceof Error)) return String(first);
  const code = "code" in first ? String(first.code) : "";
  return reasons[code] ?? (/timeout/i.test(first.message) ? "it does not answer." : hideUrlPasswords(first.message));
}
