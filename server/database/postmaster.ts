import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { SetupError } from "@/server/setup/setup-error";

const patienceMs = 30_000;

export const refusedPassword =
  "PostgreSQL refuses the password in secrets.json: it is not the one that its folder was made with.";

/** The PostgreSQL that runs on this data folder already and answers to this password, or null when none runs. */
export async function findPostmaster(folder: string, password: string): Promise<{ pid: number; port: number } | null> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = readPidFile(folder);
    if (!found || !isPostgres(found.pid)) return null;
    if ((await readDataFolder(found.port, password)) === folder) return found;
    if (Date.now() > deadline) {
      throw new SetupError(
        `PostgreSQL (process ${found.pid}) runs on ${folder} but does not answer. Stop it:  kill -INT ${found.pid}`,
      );
    }
    // It may be starting, recovering or stopping.
    await delay(100);
  }
}

/** A postmaster that was killed leaves its pid file; another process may have that pid by now. */
export function removeStalePid(folder: string): void {
  rmSync(join(folder, "postmaster.pid"), { force: true });
}

function readPidFile(folder: string): { pid: number; port: number } | null {
  const file = join(folder, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]) } : null;
}

function isPostgres(pid: number): boolean {
  try {
    return isAlive(pid) && readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "postgres";
  } catch {
    return false;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  // A dead child that nobody has collected yet still has its pid.
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

async function readDataFolder(port: number, password: string): Promise<string | null> {
  if (!Number.isInteger(port) || port <= 0) return null;
  const client = new Client({ host: "127.0.0.1", port, user: "postgres", password, database: "postgres" });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    return rows[0]?.data_directory ?? null;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "28P01") throw new SetupError(refusedPassword);
    return null;
  } finally {
    await client.end().catch(() => {});
  }
}
