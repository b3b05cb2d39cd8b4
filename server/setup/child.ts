import type { ChildProcess } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { showLines } from "@/server/setup/log-lines";

export type Child = {
  /** Resolves when the first process has ended before it was ready; the lines that it printed last say why. */
  readonly failedEarly: Promise<string>;
  /** From now on an end is answered by a new start. */
  keepRunning(): void;
  /** Stops the present process and starts another, for new settings. */
  restart(): Promise<void>;
  /** Asks it to end, and ends it when it does not; it is not started again. */
  close(): Promise<void>;
  /** Ends it at once, with whatever it started. */
  kill(): void;
};

export type ChildOptions = {
  readonly name: string;
  readonly spawn: () => ChildProcess;
  readonly print: (line: string) => void;
  readonly firstDelayMs?: number;
  readonly lastDelayMs?: number;
  /** Running for this long counts as well again: the next delay is the first one. */
  readonly steadyMs?: number;
  readonly stopLimitMs?: number;
  /** The exit code by which it says that trying again is of no use on this machine. */
  readonly hopelessCode?: number;
};

/** A process that is started again when it ends, at growing distances. */
export function openChild(options: ChildOptions): Child {
  const { name, print, firstDelayMs = 250, lastDelayMs = 10_000, steadyMs = 30_000, stopLimitMs = 20_000 } = options;
  const closing = new AbortController();
  const lastLines: string[] = [];
  let isKept = false;
  let isRestarting = false;
  let delayMs = firstDelayMs;
  let current: { process: ChildProcess; ended: Promise<string> };
  const isHopeless = () => options.hopelessCode !== undefined && current.process.exitCode === options.hopelessCode;
  let tellFailure: (lines: string) => void = () => {};
  const failedEarly = new Promise<string>((resolve) => (tellFailure = resolve));

  function start(): void {
    const startedAt = performance.now();
    const child = options.spawn();
    const show = (line: string) => {
      lastLines.push(line);
      if (lastLines.length > 20) lastLines.shift();
      print(line);
    };
    if (child.stdout) showLines(name, child.stdout, show);
    if (child.stderr) showLines(name, child.stderr, show);
    const ended = new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(error.message));
      // "close", not "exit": its last lines are read by then.
      child.once("close", (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`));
    });
    current = { process: child, ended };
    void ended.then((how) => afterEnd(how, performance.now() - startedAt));
  }

  async function afterEnd(how: string, ranForMs: number): Promise<void> {
    if (closing.signal.aborted) return;
    if (!isKept) return tellFailure(lastLines.length > 0 ? lastLines.join("\n") : `${name} ${how}`);
    if (isRestarting) return start();
    if (isHopeless()) return print(`${name.padEnd(9)} ${how} and is not started again; see above`);
    if (ranForMs >= steadyMs) delayMs = firstDelayMs;
    print(`${name.padEnd(9)} ${how}; starting it again in ${(delayMs / 1000).toFixed(1)} s`);
    await delay(delayMs, undefined, { signal: closing.signal }).catch(() => {});
    delayMs = Math.min(delayMs * 2, lastDelayMs);
    if (!closing.signal.aborted) start();
  }

  async function stop(): Promise<void> {
    const { process: child, ended } = current;
    child.kill("SIGTERM");
    const timer = new AbortController();
    const late = delay(stopLimitMs, "late", { signal: timer.signal }).catch(() => null);
    if ((await Promise.race([ended, late])) === "late") {
      print(`${name.padEnd(9)} has not stopped within ${stopLimitMs / 1000} s and is ended`);
      killGroup(child);
      await ended;
    }
    timer.abort();
  }

  start();
  return {
    failedEarly,
    keepRunning: () => void (isKept = true),
    async restart() {
      isRestarting = true;
      await stop();
      isRestarting = false;
    },
    async close() {
      closing.abort();
      await stop();
    },
    kill() {
      closing.abort();
      killGroup(current.process);
    },
  };
}

/** A child leads a process group of its own, so that what it started ends with it. */
function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}
