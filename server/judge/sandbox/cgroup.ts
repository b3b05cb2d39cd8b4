import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { SandboxLimits } from "@/server/judge/sandbox/limits";

/** The control groups of one sandbox: made before it starts, so that their counters are its alone. */
export interface Cgroup {
  /** Writing "0" into each puts the writer in. */
  readonly joinPaths: readonly string[];
  ranOutOfMemory(): boolean;
  /** Processor time used so far, or null where nothing counts it. */
  cpuMs(): number | null;
  peakMemoryBytes(): number | null;
  killAll(): void;
  /** Resolves when the groups are gone; false if something is still inside after all patience. */
  remove(): Promise<boolean>;
}

export interface CgroupMaker {
  readonly version: 1 | 2;
  readonly keeps: { memory: boolean; processes: boolean; cpu: boolean };
  make(name: string, limits: SandboxLimits): Cgroup;
}

type Controller = "memory" | "pids" | "cpu" | "cpuacct";
const namePrefix = "convolve-";
const cpuPeriodUs = 100_000;

/** Version 2 where its controllers can be used, else version 1, else null: then only rlimits are left. */
export function findCgroups(mountInfo = readFileSync("/proc/self/mountinfo", "utf8")): CgroupMaker | null {
  const own = ownPaths(readFileSync("/proc/self/cgroup", "utf8"));
  return findVersion2(mountInfo, own.get("") ?? "/") ?? findVersion1(mountInfo, own);
}

/** `5:memory:/some/path` and, for version 2, `0::/some/path` under the empty name. */
function ownPaths(text: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, controllers = "", path = "/"] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    for (const controller of controllers.split(",")) if (line !== "") paths.set(controller, path);
  }
  return paths;
}

function mountsOf(mountInfo: string, type: "cgroup" | "cgroup2"): { path: string; options: string[] }[] {
  return mountInfo.split("\n").flatMap((line) => {
    const [before = "", after = ""] = line.split(" - ");
    const [found, , options = ""] = after.split(" ");
    const path = before.split(" ")[4];
    return found === type && path !== undefined ? [{ path, options: options.split(",") }] : [];
  });
}

function findVersion2(mountInfo: string, ownPath: string): CgroupMaker | null {
  for (const { path } of mountsOf(mountInfo, "cgroup2")) {
    for (const base of new Set([join(path, ownPath), path])) {
      const there = words(join(base, "cgroup.controllers"));
      if (!there.includes("memory") || !there.includes("pids")) continue;
      // Refused where processes live in the group itself: then the next candidate is tried.
      for (const controller of ["memory", "pids", "cpu"]) attempt(() => writeFileSync(join(base, "cgroup.subtree_control"), `+${controller}`));
      const passedOn = words(join(base, "cgroup.subtree_control"));
      const maker = version2(base, passedOn.includes("cpu"));
      if (passedOn.includes("memory") && passedOn.includes("pids") && canMake(maker)) {
        clearLeftovers([base]);
        return maker;
      }
    }
  }
  return null;
}

export function version2(base: string, cpu: boolean): CgroupMaker {
  return {
    version: 2,
    keeps: { memory: true, processes: true, cpu },
    make(name, limits) {
      const path = join(base, name);
      mkdirSync(path);
      writeFileSync(join(path, "memory.max"), String(limits.memoryBytes));
      attempt(() => writeFileSync(join(path, "memory.swap.max"), "0"));
      attempt(() => writeFileSync(join(path, "memory.oom.group"), "1"));
      writeFileSync(join(path, "pids.max"), String(limits.processes));
      if (cpu) writeFileSync(join(path, "cpu.max"), `${cpuPeriodUs} ${cpuPeriodUs}`);
      return {
        joinPaths: [join(path, "cgroup.procs")],
        ranOutOfMemory: () => (counter(join(path, "memory.events"), "oom_kill") ?? 0) > 0,
        cpuMs: () => scaled(counter(join(path, "cpu.stat"), "usage_usec"), 1_000),
        peakMemoryBytes: () => number(join(path, "memory.peak")),
        killAll: () => attempt(() => writeFileSync(join(path, "cgroup.kill"), "1")) || killListed(path),
        remove: () => removeAll([path]),
      };
    },
  };
}

function findVersion1(mountInfo: string, own: Map<string, string>): CgroupMaker | null {
  const mounts = mountsOf(mountInfo, "cgroup");
  const bases = new Map<Controller, string>();
  for (const controller of ["memory", "pids", "cpu", "cpuacct"] as const) {
    const mount = mounts.find(({ options }) => options.includes(controller));
    if (!mount) continue;
    // Inside the judge's own group where that is visible, so that limits set on the judge hold for all it starts.
    const base = [join(mount.path, own.get(controller) ?? "/"), mount.path].find((path) => canMakeFolder(path));
    if (base !== undefined) bases.set(controller, base);
  }
  if (bases.size === 0) return null;
  const maker = version1(bases);
  if (!canMake(maker)) return null;
  clearLeftovers([...bases.values()]);
  return maker;
}

export function version1(bases: ReadonlyMap<Controller, string>): CgroupMaker {
  return {
    version: 1,
    keeps: { memory: bases.has("memory"), processes: bases.has("pids"), cpu: bases.has("cpu") },
    make(name, limits) {
      const paths = new Map([...bases].map(([controller, base]) => [controller, join(base, name)]));
      const folders = [...new Set(paths.values())];
      for (const folder of folders) mkdirSync(folder);
      const memory = paths.get("memory");
      if (memory) {
        writeFileSync(join(memory, "memory.limit_in_bytes"), String(limits.memoryBytes));
        // Memory and swap together: the same number leaves no swap. Absent where swap is not accounted.
        attempt(() => writeFileSync(join(memory, "memory.memsw.limit_in_bytes"), String(limits.memoryBytes)));
      }
      const pids = paths.get("pids");
      if (pids) writeFileSync(join(pids, "pids.max"), String(limits.processes));
      const cpu = paths.get("cpu");
      if (cpu) {
        writeFileSync(join(cpu, "cpu.cfs_period_us"), String(cpuPeriodUs));
        writeFileSync(join(cpu, "cpu.cfs_quota_us"), String(cpuPeriodUs));
      }
      const account = paths.get("cpuacct");
      return {
        joinPaths: folders.map((folder) => join(folder, "cgroup.procs")),
        ranOutOfMemory: () => memory !== undefined && (counter(join(memory, "memory.oom_control"), "oom_kill") ?? 0) > 0,
        cpuMs: () => (account === undefined ? null : scaled(number(join(account, "cpuacct.usage")), 1_000_000)),
        peakMemoryBytes: () => (memory === undefined ? null : number(join(memory, "memory.max_usage_in_bytes"))),
        killAll: () => folders[0] !== undefined && killListed(pids ?? folders[0]),
        remove: () => removeAll(folders),
      };
    },
  };
}

/** Groups of a judge that died without clearing up carry its process number; an empty group can be removed by anyone. */
function clearLeftovers(bases: readonly string[]): void {
  for (const base of new Set(bases)) {
    for (const name of readdirSync(base)) {
      const pid = new RegExp(`^${namePrefix}(\\d+)-`).exec(name)?.[1];
      if (pid !== undefined && !attempt(() => process.kill(Number(pid), 0))) attempt(() => rmdirSync(join(base, name)));
    }
  }
}

let made = 0;
export function cgroupName(): string {
  made += 1;
  return `${namePrefix}${process.pid}-${made}`;
}

function canMake(maker: CgroupMaker): boolean {
  const name = cgroupName();
  return attempt(() => {
    const group = maker.make(name, { memoryBytes: 1 << 26, processes: 8, tmpBytes: 0, outputBytes: 0, answerDepth: 0, answerItems: 0, startMs: 0 });
    void group.remove();
  });
}

function canMakeFolder(base: string): boolean {
  const path = join(base, cgroupName());
  return attempt(() => {
    mkdirSync(path);
    rmdirSync(path);
  });
}

function killListed(path: string): boolean {
  return attempt(() => {
    for (const pid of words(join(path, "cgroup.procs"))) attempt(() => process.kill(Number(pid), "SIGKILL"));
  });
}

async function removeAll(paths: readonly string[]): Promise<boolean> {
  let left = [...paths];
  // The kernel frees a group a moment after its last process was reaped.
  for (let waitMs = 1; left.length > 0 && waitMs < 2_000; waitMs *= 2) {
    left = left.filter((path) => existsSync(path) && !attempt(() => rmdirSync(path)));
    if (left.length > 0) await wait(waitMs);
  }
  return left.length === 0;
}

function attempt(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

function words(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split(/\s+/).filter((word) => word !== "");
  } catch {
    return [];
  }
}

function number(path: string): number | null {
  const [word] = words(path);
  return word === undefined || !/^\d+$/.test(word) ? null : Number(word);
}

function counter(path: string, name: string): number | null {
  const list = words(path);
  const value = list[list.indexOf(name) + 1];
  return list.includes(name) && value !== undefined ? Number(value) : null;
}

function scaled(value: number | null, by: number): number | null {
  return value === null ? null : value / by;
}
