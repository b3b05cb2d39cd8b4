import type { ChildProcess } from "node:child_process";
import { closeSync, constants, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { requireBinaries } from "@/server/database/binaries";
import { findPostmaster, isAlive, refusedPassword, removeStalePid } from "@/server/database/postmaster";
import { createServiceFolder, giveToService, spawnAsService } from "@/server/setup/service-user";
import { SetupError } from "@/server/setup/setup-error";

export const adminRole = "postgres";
const logSizeLimitBytes = 10 * 1024 * 1024;
const startLimitMs = 60_000;
const stopLimitMs = 60_000;

export type EmbeddedOptions = {
  /** The data folder of the cluster; made when it is missing. */
  readonly folder: string;
  /** The password of the role `postgres`, which owns the cluster. */
  readonly password: string;
  /** For a cluster in a temporary folder that no power cut need survive: nothing is forced to disk. */
  readonly isThrowaway?: boolean;
};

export type EmbeddedPostgres = {
  readonly port: number;
  readonly pid: number;
  /** True when it was running already, left behind by a Convolve that was killed. */
  readonly isAdopted: boolean;
  readonly logFile: string;
  adminUrl(database?: string): string;
  /** Resolves when PostgreSQL is gone, for whatever reason. */
  readonly exited: Promise<void>;
  /** Stops it the fast way: open transactions are rolled back, everything committed is on disk. */
  close(): Promise<void>;
  /** Ends it at once; what was committed comes back from its log at the next start. */
  kill(): void;
};

const durable = ["fsync=on", "full_page_writes=on", "synchronous_commit=on"];
const throwaway = ["fsync=off", "full_page_writes=off", "synchronous_commit=on"];

/** A PostgreSQL of our own in a folder of our own, reachable by password on a loopback port. */
export async function openEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { folder, password } = options;
  const logFile = join(dirname(folder), `${basename(folder)}.log`);
  if (!existsSync(join(folder, "PG_VERSION"))) await createCluster(options);
  requireVersion(folder);

  const running = await findPostmaster(folder, password);
  if (running) {
    return describe({ ...running, isAdopted: true, logFile, password, exited: pollExit(running.pid) });
  }
  removeStalePid(folder);

  const port = await choosePort(join(folder, "convolve.port"));
  const child = startPostmaster({ folder, port, logFile, isThrowaway: options.isThrowaway ?? false });
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  await waitUntilReady(child, port, password, logFile);
  return describe({ pid: child.pid!, port, isAdopted: false, logFile, password, exited });
}

function describe(facts: Omit<EmbeddedPostgres, "adminUrl" | "close" | "kill"> & { password: string }): EmbeddedPostgres {
  const { pid, port, isAdopted, logFile, exited } = facts;
  return {
    pid,
    port,
    isAdopted,
    logFile,
    exited,
    adminUrl: (database = "postgres") => urlOf({ role: adminRole, password: facts.password, port, database }),
    async close() {
      signal(pid, "SIGINT");
      const timer = new AbortController();
      const late = delay(stopLimitMs, "late", { signal: timer.signal }).catch(() => "stopped");
      const outcome = await Promise.race([exited, late]);
      timer.abort();
      if (outcome === "late") throw new Error(`PostgreSQL (process ${pid}) has not stopped; see ${logFile}`);
    },
    kill: () => signal(pid, "SIGQUIT"),
  };
}

function signal(pid: number, name: "SIGINT" | "SIGQUIT"): void {
  if (isAlive(pid)) process.kill(pid, name);
}

export function urlOf(to: { role: string; password: string; port: number; database: string }): string {
  return `postgresql://${to.role}:${encodeURIComponent(to.password)}@127.0.0.1:${to.port}/${to.database}`;
}

/** Made beside its place and then moved there: an interrupted initdb must not look like a database. */
async function createCluster({ folder, password, isThrowaway }: EmbeddedOptions): Promise<void> {
  const { bin, share } = requireBinaries();
  const unfinished = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  createServiceFolder(unfinished);
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    giveToService(passwordFile);
    const child = spawnAsService(
      join(bin, "initdb"),
      [
        "-D", unfinished, "-L", share, "-U", adminRole, `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256", "--encoding=UTF8",
        // PostgreSQL's own rules of order, not the machine's: an upgraded C library cannot reorder an index.
        "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        "--no-instructions",
        ...(isThrowaway ? ["--no-sync"] : []),
      ],
      { stdio: ["ignore", "ignore", "pipe"], reach: [dirname(folder)] },
    );
    let complaint = "";
    child.stderr?.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    if (code !== 0) throw new SetupError(`PostgreSQL could not make its folder ${folder}:\n${explain(complaint)}`);
    renameSync(unfinished, folder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function requireVersion(folder: string): void {
  const { version } = requireBinaries();
  const found = readFileSync(join(folder, "PG_VERSION"), "utf8").trim();
  if (found !== version) {
    throw new SetupError(`${folder} was made by PostgreSQL ${found}; this version of Convolve brings ${version}.`);
  }
}

/** The port of last time when it is free, so that the address outlives a restart. */
async function choosePort(file: string): Promise<number> {
  const last = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  const wanted = Number.isInteger(last) && last > 0 && last < 65_536 ? last : 0;
  const port = await freePort(wanted).catch(() => freePort(0));
  if (port !== last) {
    rmSync(file, { force: true });
    writeFileSync(file, String(port), { flag: "wx" });
    giveToService(file);
  }
  return port;
}

function freePort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}

function startPostmaster(options: { folder: string; port: number; logFile: string; isThrowaway: boolean }): ChildProcess {
  const { folder, port, logFile, isThrowaway } = options;
  const { bin } = requireBinaries();
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > logSizeLimitBytes) renameSync(logFile, `${logFile}.1`);
  // A file, not a pipe: PostgreSQL may outlive us, and a link set in our place must not lead root elsewhere.
  const flags = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | constants.O_NOFOLLOW;
  const log = openSync(logFile, flags, 0o600);
  giveToService(logFile);
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "log_line_prefix=%m [%p] "];
  settings.push(...(isThrowaway ? throwaway : durable));
  const postgres = [join(bin, "postgres"), "-D", folder, "-p", String(port), ...settings.flatMap((s) => ["-c", s])];
  // A test run that is killed takes its server with it; a killed Convolve leaves its own, for the next start to adopt.
  const [command, ...args] = isThrowaway ? ["setpriv", "--pdeathsig", "INT", "--", ...postgres] : postgres;
  try {
    return spawnAsService(command!, args, {
      stdio: ["ignore", log, log],
      // Its own session: Ctrl-C on the terminal stops web first, and PostgreSQL when that is done.
      detached: true,
      reach: [dirname(folder)],
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    });
  } finally {
    closeSync(log);
  }
}

async function waitUntilReady(child: ChildProcess, port: number, password: string, logFile: string): Promise<void> {
  const deadline = Date.now() + startLimitMs;
  let failure: Error | null = null;
  child.once("error", (error) => (failure = error));
  for (;;) {
    if (failure) throw failure;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new SetupError(`PostgreSQL did not start (its log is ${logFile}):\n${lastLines(logFile, 12)}`);
    }
    const client = new Client({ connectionString: urlOf({ role: adminRole, password, port, database: "postgres" }) });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "28P01") {
        child.kill("SIGINT");
        throw new SetupError(refusedPassword);
      }
      if (Date.now() > deadline) {
        child.kill("SIGINT");
        throw new SetupError(`PostgreSQL did not answer within ${startLimitMs / 1000} seconds; see ${logFile}`);
      }
      await delay(20);
    }
  }
}

/** What PostgreSQL said last, explained. */
export function lastLines(logFile: string, count: number): string {
  const text = existsSync(logFile) ? readFileSync(logFile, "utf8").trim() : "";
  return explain(text.split("\n").slice(-count).join("\n"));
}

/** What PostgreSQL says, led by what it means where that is known. */
export function explain(said: string): string {
  if (said.includes("No space left on device")) return `The disk is full. Free some space and start again.\n${said}`;
  if (said.includes("Address already in use")) return `Another program took the port meanwhile. Start again.\n${said}`;
  if (said.includes("shared memory block")) return `Processes of an earlier PostgreSQL are still ending. Start again.\n${said}`;
  return said;
}

async function pollExit(pid: number): Promise<void> {
  while (isAlive(pid)) await delay(200, undefined, { ref: false });
}
