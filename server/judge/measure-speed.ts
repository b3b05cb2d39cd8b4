import type { SpeedGrade } from "@/lib/judging/verdicts";
import type { Author } from "@/server/judge/author";
import type { Case } from "@/server/judge/case-set";
import { observe, type Observation } from "@/server/judge/observe";
import type { SandboxPool } from "@/server/judge/sandbox/pool";
import type { JudgeMaterial } from "@/server/questions/material";

/** The least of so many times is what the machine can do; more only where a neighbour disturbs. */
const rounds = 3;
const mostRounds = 8;
/** Two of the reference's own times further apart than this: the machine is too busy to compare by. */
const noisy = 1.5;
/** A reference that adds less than this to what Python holds anyway gives no ratio. */
const leastMemoryBytes = 2 ** 20;

/**
 * Speed and memory as a grade of their own: the candidate's over the reference's, each the least of several, in turn, on
 * one machine. Never seconds or bytes, never part of `accepted`. Null where it could not be measured honestly.
 */
export async function measureSpeed(options: {
  source: string;
  material: JudgeMaterial;
  cases: readonly Case[];
  pool: SandboxPool;
  author: Author;
}): Promise<{ grade: SpeedGrade | null; observations: Observation[] }> {
  const { material, cases, pool } = options;
  if (cases.length === 0) return { grade: null, observations: [] };
  const reference = material.solutionSources[material.reference] ?? "";
  // Large cases in Python loops take their time: the limit here only bounds it.
  const patient = { ...material, limits: { ...material.limits, timeLimitMs: Math.max(10_000, material.limits.timeLimitMs) } };
  const times = { candidate: [] as number[], reference: [] as number[] };
  const memory = { candidate: [] as number[], reference: [] as number[] };
  let observations: Observation[] = [];
  for (let round = 0; round < mostRounds && (round < rounds || !isQuiet(times.reference)); round += 1) {
    const [ours, theirs] = await pool.quietly(async () => [
      await observe({ ...options, material: patient, source: reference, onMemory: (bytes) => memory.reference.push(bytes) }),
      await observe({ ...options, material: patient, onMemory: (bytes) => memory.candidate.push(bytes) }),
    ] as const);
    observations = theirs;
    if (theirs.some((each) => each.verdict !== "accepted")) return { grade: { timeRatio: null, memoryRatio: null }, observations };
    times.reference.push(total(ours));
    times.candidate.push(total(theirs));
    // A program that is slow by far is slow by far: no need to wait for it again.
    if (total(theirs) > 2_000) break;
  }
  return {
    grade: {
      timeRatio: isQuiet(times.reference) ? rounded(Math.min(...times.candidate) / Math.min(...times.reference), 100) : null,
      memoryRatio: memoryRatio(memory.candidate, memory.reference),
    },
    observations,
  };
}

/** The two best agree: the machine was quiet twice. One alone is all that a very slow candidate leaves time for. */
function isQuiet(times: readonly number[]): boolean {
  const [best = 0, second = best] = [...times].sort((a, b) => a - b);
  return best > 0 && second / best <= noisy;
}

/** Medians, for a page that a neighbour left in the cache is not counted. Both need to have been counted: where no control group counts memory there is no grade for it. */
function memoryRatio(candidate: readonly number[], reference: readonly number[]): number | null {
  if (candidate.length === 0 || reference.length === 0) return null;
  const [ours, theirs] = [median(reference), median(candidate)];
  return ours < leastMemoryBytes ? null : rounded(Math.max(0, theirs) / ours, 10);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function rounded(ratio: number, steps: number): number {
  return Math.round(ratio * steps) / steps;
}

function total(observations: readonly Observation[]): number {
  return observations.reduce((sum, each) => sum + each.elapsedMs, 0);
}
