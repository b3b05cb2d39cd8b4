import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isAlive } from "@/server/database/postmaster";
import { openChild, type Child } from "@/server/setup/child";
import { inRepository } from "@/server/setup/paths";
import { eventually } from "@/tests/support/eventually";

let lines: string[];
let child: Child | undefined;
beforeEach(() => void (lines = []));
afterEach(async () => {
  await child?.close();
  child = undefined;
});

function open(script: string, options: { stopLimitMs?: number; hopelessCode?: number } = {}): Child {
  return (child = openChild({
    name: "web",
    spawn: () => spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "pipe"], detached: true }),
    print: (line) => void lines.push(line),
    firstDelayMs: 10,
    lastDelayMs: 40,
    ...options,
  }));
}

const pids = () => lines.filter((line) => line.includes("pid ")).map((line) => Number(line.split("pid ")[1]));
const staysUp = `console.log("pid " + process.pid); setInterval(() => {}, 1000);`;

test("a process that is killed is started again, and the log says why and when", async () => {
  open(staysUp).keepRunning();
  await eventually(() => expect(pids()).toHaveLength(1));
  process.kill(pids()[0]!, "SIGKILL");
  await eventually(() => expect(pids()).toHaveLength(2));
  expect(lines).toContain("web       ended by SIGKILL; starting it again in 0.0 s");
});

test("one that keeps failing is started at growing distances", async () => {
  open("process.exit(3)").keepRunning();
  const delays = () => lines.filter((line) => line.includes("ended with code 3"));
  await eventually(() => expect(delays().length).toBeGreaterThan(3));
});

test("one that says that it cannot work on this machine is left alone", async () => {
  open("process.exit(2)", { hopelessCode: 2 }).keepRunning();
  await eventually(() => expect(lines).toEqual(["web       ended with code 2 and is not started again; see above"]));
});

test("one that fails at its first start is not tried again, and its last lines tell why", async () => {
  const { failedEarly } = open(`console.error("no such host"); process.exit(1)`);
  expect(await failedEarly).toBe("web       no such host");
});

test("after its close nothing is started again", async () => {
  const opened = open(staysUp);
  opened.keepRunning();
  await eventually(() => expect(pids()).toHaveLength(1));
  await opened.close();
  expect(isAlive(pids()[0]!)).toBe(false);
});

test("one that will not stop is ended, with whatever it started", async () => {
  const stubborn = `
    process.on("SIGTERM", () => {});
    const helper = require("node:child_process").spawn("sleep", ["60"]);
    console.log("pid " + helper.pid);
    console.log("pid " + process.pid);
    setInterval(() => {}, 1000);`;
  const opened = open(stubborn, { stopLimitMs: 50 });
  opened.keepRunning();
  await eventually(() => expect(pids()).toHaveLength(2));
  await opened.close();
  await eventually(() => expect(pids().map((pid) => isAlive(pid))).toEqual([false, false]));
});

test("web and judge end when the supervisor is killed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "convolve-parent-"));
  const file = join(folder, "pid");
  const served = `
    const { createLogger } = await import(${JSON.stringify(inRepository("server/logger.ts"))});
    const { createShutdown, closeWithProcess } = await import(${JSON.stringify(inRepository("server/shutdown.ts"))});
    const { writeFileSync } = await import("node:fs");
    const logger = createLogger("served");
    closeWithProcess(createShutdown(logger), logger);
    setInterval(() => {}, 1000);
    writeFileSync(${JSON.stringify(file)}, String(process.pid));`;
  const supervisor = spawn(
    process.execPath,
    [
      "-e",
      `require("node:child_process").spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", ${JSON.stringify(served)}],
        { stdio: ["ignore", "ignore", "ignore", "ipc"], detached: true, cwd: ${JSON.stringify(inRepository())} });`,
    ],
    { stdio: "ignore" },
  );
  const pid = await eventually(() => {
    const found = Number(readFileSync(file, "utf8"));
    expect(found).toBeGreaterThan(0);
    return found;
  });
  supervisor.kill("SIGKILL");
  await eventually(() => expect(isAlive(pid)).toBe(false));
  rmSync(folder, { recursive: true });
});
