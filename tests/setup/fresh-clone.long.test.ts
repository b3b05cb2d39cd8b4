import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isAlive } from "@/server/database/postmaster";
import { requireFreePort } from "@/server/setup/services";
import { parseEnv } from "@/server/env";
import { inRepository } from "@/server/setup/paths";
import { eventually } from "@/tests/support/eventually";

const minutes = 60_000;
let home: string;
let clone: string;
let port: number;

beforeAll(async () => {
  // Closed to everybody but its owner, as the folders of many people and of most build machines are.
  home = mkdtempSync(join(tmpdir(), "convolve-fresh-"));
  clone = join(home, "convolve");
  execFileSync("git", ["clone", "--quiet", inRepository(), clone]);
  port = await requireFreePort(parseEnv({ PORT: "0" }));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

type Start = { readonly process: ChildProcess; readonly said: () => string };

function npmStart(): Start {
  const env: NodeJS.ProcessEnv = { ...process.env, PORT: String(port) };
  // Neither settings of ours nor a test runner's variables: a newcomer has none of them.
  for (const name of Object.keys(env)) if (/^(CONVOLVE_|DATABASE_URL$|NODE_ENV$|VITEST|TEST$)/.test(name)) delete env[name];
  const child = spawn("npm", ["start"], { cwd: clone, stdio: ["ignore", "pipe", "pipe"], env });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return { process: child, said: () => text };
}

async function untilServed(start: Start, limitMs: number): Promise<void> {
  await eventually(async () => {
    if (start.process.exitCode !== null) return;
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    expect(start.said()).toContain("Ctrl-C stops everything.");
  }, limitMs);
  expect(start.process.exitCode, start.said()).toBeNull();
}

function supervisorPid(): number {
  return Number(readFileSync(join(clone, ".convolve/supervisor.pid"), "utf8"));
}

async function stop(start: Start): Promise<void> {
  process.kill(supervisorPid(), "SIGINT");
  await once(start.process, "close");
}

test("one command on a fresh clone serves the first page, and leaves the clone as it was", async () => {
  const start = npmStart();
  await untilServed(start, 10 * minutes);
  expect(start.said()).toMatch(new RegExp(`http://localhost:${port}/setup/[\\w-]{43}`));
  expect(execFileSync("git", ["status", "--short"], { cwd: clone, encoding: "utf8" })).toBe("");
  expect(statSync(join(clone, ".convolve/secrets.json")).mode & 0o777).toBe(0o600);
  await stop(start);
  expect(start.said()).toMatch(/✓ Web +stopped[^]*✓ PostgreSQL +stopped/);
});

test("the second start shows the first page within seconds", async () => {
  const startedAt = performance.now();
  const start = npmStart();
  await untilServed(start, minutes);
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  await stop(start);
});

test("when the supervisor is killed nothing but PostgreSQL stays, and the next start takes that over", async () => {
  const killed = npmStart();
  await untilServed(killed, minutes);
  const postmaster = Number(readFileSync(join(clone, ".convolve/postgres/postmaster.pid"), "utf8").split("\n")[0]);
  process.kill(supervisorPid(), "SIGKILL");
  await eventually(async () => {
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  }, 20_000);
  expect(isAlive(postmaster)).toBe(true);

  const next = npmStart();
  await untilServed(next, minutes);
  expect(next.said()).toContain("found running");
  await stop(next);
  expect(isAlive(postmaster)).toBe(false);
});
