import { once } from "node:events";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ensureApplicationDatabase } from "@/server/database/application-database";
import { openEmbeddedPostgres, type EmbeddedPostgres } from "@/server/database/embedded";
import { isAlive } from "@/server/database/postmaster";
import { inRepository } from "@/server/setup/paths";
import { createServiceFolder } from "@/server/setup/service-user";
import { eventually } from "@/tests/support/eventually";

const password = "a password of this test";
let home: string;
let server: EmbeddedPostgres | undefined;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "convolve-embedded-"));
  createServiceFolder(home);
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(() => rmSync(home, { recursive: true }));

const folder = () => join(home, "postgres");
const open = () => openEmbeddedPostgres({ folder: folder(), password });

async function query<T extends object>(sql: string, url = server!.adminUrl()): Promise<T[]> {
  const client = new Client({ connectionString: url });
  // PostgreSQL may be ended under it.
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

test("it keeps what it is told through power cuts, listens on loopback alone and never runs as root", async () => {
  server = await open();
  const rows = await query<{ name: string; setting: string }>(
    `SELECT name, setting FROM pg_settings WHERE name IN
     ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'unix_socket_directories', 'data_checksums')`,
  );
  expect(Object.fromEntries(rows.map((row) => [row.name, row.setting]))).toEqual({
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    data_checksums: "on",
  });
  expect(readFileSync(`/proc/${server.pid}/status`, "utf8")).not.toMatch(/^Uid:\s+0\s/m);
});

test("nobody comes in without the password, and the message does not tell it", async () => {
  server = await open();
  const wrong = server.adminUrl().replace(encodeURIComponent(password), "guess");
  await expect(query("SELECT 1", wrong)).rejects.toThrow(/password authentication failed/);
  const openWithGuess = () => openEmbeddedPostgres({ folder: folder(), password: "guess" });
  await expect(openWithGuess(), "while it runs").rejects.toThrow(/refuses the password in secrets\.json/);
  await server.close();
  await expect(openWithGuess(), "when it is started").rejects.toThrow(/refuses the password in secrets\.json/);
});

test("web's own role owns its tables and may not touch the machine", async () => {
  server = await open();
  const url = await ensureApplicationDatabase(server, "another password");
  expect(await ensureApplicationDatabase(server, "another password")).toBe(url);
  await query("CREATE TABLE IF NOT EXISTS things (name TEXT)", url);
  await expect(query("COPY things FROM PROGRAM 'id'", url)).rejects.toThrow(/permission denied/);
});

test("what was committed is there after PostgreSQL was killed, and its stale pid file is no obstacle", async () => {
  server = await open();
  const { port } = server;
  await query("CREATE TABLE IF NOT EXISTS kept (n INT)");
  await query("INSERT INTO kept VALUES (42)");
  process.kill(server.pid, "SIGKILL");
  await server.exited;
  expect(existsSync(join(folder(), "postmaster.pid"))).toBe(true);

  server = await open();
  expect(server.isAdopted).toBe(false);
  expect(server.port).toBe(port);
  expect(await query("SELECT n FROM kept")).toEqual([{ n: 42 }]);
});

test("a pid file that names another program by now is cleared", async () => {
  server = await open();
  await server.close();
  writeFileSync(join(folder(), "postmaster.pid"), `${process.pid}\n${folder()}\n0\n5432\n\n127.0.0.1\n`, { mode: 0o600 });
  server = await open();
  expect(server.pid).not.toBe(process.pid);
});

/** Opens a PostgreSQL in a process of its own and kills that process; answers the pid of PostgreSQL. */
async function openAndDie(options: object): Promise<number> {
  const script = `
    const { openEmbeddedPostgres } = await import(${JSON.stringify(inRepository("server/database/embedded.ts"))});
    const server = await openEmbeddedPostgres(${JSON.stringify(options)});
    console.log(server.pid);
    setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    cwd: inRepository(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(starter.stdout, "data")) as [Buffer];
  starter.kill("SIGKILL");
  await once(starter, "close");
  return Number(line.toString());
}

test("a PostgreSQL that outlived the process that started it is adopted", async () => {
  const pid = await openAndDie({ folder: folder(), password });
  server = await open();
  expect(server).toMatchObject({ pid, isAdopted: true });
  expect(await query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await server.close();
  expect(isAlive(pid)).toBe(false);
});

test("the PostgreSQL of a test run ends with a test run that is killed", async () => {
  const pid = await openAndDie({ folder: join(home, "throwaway"), password, isThrowaway: true });
  await eventually(() => expect(isAlive(pid)).toBe(false));
});

test("when its port of last time is taken it finds another", async () => {
  server = await open();
  const { port } = server;
  await server.close();
  const squatter = createServer().listen(port, "127.0.0.1");
  await once(squatter, "listening");
  server = await open();
  expect(server.port).not.toBe(port);
  squatter.close();
});

test("a folder that was only half made is made anew", async () => {
  const half = join(home, "half");
  createServiceFolder(`${half}.new`);
  writeFileSync(join(`${half}.new`, "PG_VERSION"), "18\n");
  server = await openEmbeddedPostgres({ folder: half, password, isThrowaway: true });
  expect(await query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a folder of another PostgreSQL is refused by name", async () => {
  const other = join(home, "other");
  createServiceFolder(other);
  writeFileSync(join(other, "PG_VERSION"), "12\n");
  await expect(openEmbeddedPostgres({ folder: other, password })).rejects.toThrow(/made by PostgreSQL 12.*brings 18/);
});
