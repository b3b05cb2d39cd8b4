import type { IsolationReport } from "@/lib/judging/types";
import type { CgroupMaker } from "@/server/judge/sandbox/cgroup";

export function describeIsolation(cgroups: CgroupMaker | null, root: boolean): IsolationReport {
  const group = cgroups?.version === 2 ? "cgroup2" : "cgroup1";
  const memoryBy = cgroups?.keeps.memory ? group : "rlimit";
  const pidsBy = cgroups?.keeps.processes ? group : "rlimit";
  const cpuBy = cgroups?.keeps.cpu ? group : "none";
  const words = [
    memoryBy === "rlimit" && "Memory is limited per process (RLIMIT_AS), not per sandbox: no control group for memory can be made.",
    pidsBy === "rlimit" && "Processes are limited by RLIMIT_NPROC: no control group for pids can be made.",
    cpuBy === "none" && "A sandbox may use more than one core: no control group for cpu can be made.",
    !root && "All sandboxes run as the judge's own user, because it was not started by root.",
  ].filter((line) => line !== false);
  return { memoryBy, pidsBy, cpuBy, uidPerSlot: root, degraded: words.length > 0, words };
}
