import { readFileSync } from "node:fs";
import type { EndCause } from "@/server/judge/sandbox/sandbox";

/** What the judge may see of a hostile program whose task was to double an array. */
export type Sight = "right" | "wrong" | "raised" | EndCause | "compile" | "runtime" | "missing_function";

export type HostileCase = { name: string; sights: readonly Sight[]; source?: string };

/** Files in `hostile/`, named by their number in the judge's list. Several sights: the kernel's timing decides which. */
const files: Record<string, readonly Sight[]> = {
  "a01-printed-verdicts": ["wrong"],
  "a02-exit-in-call": ["raised"],
  "a02-exit-at-import": ["runtime"],
  "a03-hard-exit": ["exited"],
  "a03-hard-exit-at-import": ["exited"],
  "a03-abort": ["exited"],
  "a03-another-program": ["exited", "protocol_violation"],
  "a04-patched-comparisons": ["wrong"],
  "a05-look-for-secrets": ["wrong"],
  "a06-answer-early": ["protocol_violation"],
  "a06-half-a-frame-early": ["protocol_violation"],
  "a07-two-answers": ["wrong", "protocol_violation"],
  "a07-wrong-number": ["protocol_violation"],
  "a07-two-processes-answer": ["protocol_violation"],
  "a08-huge-frame": ["protocol_violation"],
  "a08-overflowing-shape": ["protocol_violation"],
  "a08-payload-too-short": ["time_limit"],
  "a09-garbage": ["protocol_violation"],
  "a11-trace-and-close": ["exited", "time_limit", "wrong"],
  "a12-memory-writes": ["wrong", "exited", "raised", "time_limit", "protocol_violation"],
  "b13-agreeable-object": ["wrong"],
  "b14-array-subclass": ["wrong"],
  "b20-object-array": ["wrong"],
  "b20-complex-array": ["wrong"],
  "b23-endless-view": ["wrong"],
  "b23-odd-layouts": ["right"],
  "b24-pickled": ["wrong"],
  "b25-deep-list": ["wrong", "exited"],
  "b25-itself-inside": ["wrong"],
  "b25-long-int": ["wrong"],
  "b25-lone-surrogate": ["wrong"],
  "b25-many-items": ["wrong"],
  "b28-absent-libraries": ["runtime"],
  "c30-files": ["wrong"],
  "c31-proc": ["wrong"],
  "c31-mount-proc": ["wrong"],
  "c32-environment": ["wrong"],
  "c34-other-processes": ["wrong"],
  "c37-network": ["wrong"],
  "c38-locks": ["wrong"],
  "c39-leave-something": ["wrong"],
  "c40-shadowed-imports": ["wrong"],
  "d44-endless-loop": ["time_limit"],
  "d44-endless-c": ["time_limit"],
  "d44-endless-pattern": ["time_limit"],
  "d44-endless-import": ["time_limit"],
  "d45-stopped": ["time_limit"],
  "d45-deaf": ["time_limit"],
  "d46-fork-bomb": ["time_limit"],
  "d46-thread-bomb": ["time_limit", "raised", "exited"],
  "d46-daemons": ["wrong", "raised"],
  "d47-daemon-holds-the-pipe": ["exited"],
  "d48-memory-bytes": ["memory_limit", "raised"],
  "d48-memory-array": ["raised"],
  "d48-memory-lazy": ["memory_limit", "raised"],
  "d48-memory-map": ["memory_limit", "raised"],
  "d48-memory-child": ["wrong", "memory_limit", "raised"],
  "d49-huge-reservation": ["raised"],
  "d50-flood-lines": ["output_limit"],
  "d50-flood-bytes": ["output_limit"],
  "d50-flood-at-import": ["output_limit"],
  "d51-disk-fill": ["raised"],
  "d51-sparse-file": ["raised"],
  "d51-many-files": ["time_limit", "memory_limit", "raised"],
  "d52-segfault": ["exited"],
  "d52-deep-recursion": ["exited", "raised", "memory_limit"],
  "d52-repr-recursion": ["exited", "raised"],
  "d53-constant-folding": ["raised", "memory_limit"],
  "d54-many-threads": ["time_limit"],
  "d56-does-not-read": ["exited", "protocol_violation"],
  "d59-kernel": ["wrong"],
  "d59-foreign-calls": ["exited"],
  "d60-tricks": ["time_limit"],
  "d61-own-clock": ["time_limit"],
  "d65-killed-by-filter": ["exited", "wrong"],
};

const solve = "\n\ndef solve(x):\n    return x\n";

/** Sources whose size or bytes are the attack. */
const made: HostileCase[] = [
  { name: "d53 five thousand nested brackets", sights: ["compile"], source: `x = ${"(".repeat(5_000)}${")".repeat(5_000)}${solve}` },
  { name: "d53 a literal of a million elements", sights: ["wrong", "memory_limit", "time_limit"], source: `x = [${"1,".repeat(1_000_000)}]${solve}` },
  { name: "d53 a null byte", sights: ["compile"], source: `x = 1\0${solve}` },
  { name: "d53 an unknown coding", sights: ["compile"], source: `# coding: nonsense${solve}` },
  { name: "d53 a sum of a hundred thousand terms", sights: ["compile", "exited", "wrong", "runtime"], source: `x = ${"1+".repeat(100_000)}1${solve}` },
  { name: "d53 ten thousand minus signs", sights: ["compile", "exited", "wrong", "runtime"], source: `x = ${"-".repeat(10_000)}1${solve}` },
  { name: "e63 a byte order mark and CRLF", sights: ["wrong"], source: `\ufeff${solve.replaceAll("\n", "\r\n")}` },
  { name: "e63 a lone surrogate", sights: ["wrong"], source: `x = "\ud800"${solve}` },
  { name: "e63 no function of that name", sights: ["missing_function"], source: "def solved(x):\n    return x\n" },
  { name: "e63 a name that is no function", sights: ["missing_function"], source: "solve = 1\n" },
  { name: "e63 broken syntax", sights: ["compile"], source: "def solve(x:\n" },
];

export const hostileCases: HostileCase[] = [...Object.entries(files).map(([name, sights]) => ({ name, sights })), ...made];

export function sourceOf({ name, source }: HostileCase): string {
  return source ?? readFileSync(new URL(`./hostile/${name}.py`, import.meta.url), "utf8");
}
