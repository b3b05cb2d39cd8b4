import type { SpeedGrade } from "@/lib/judging/verdicts";
import type { Author } from "@/server/judge/author";
import type { Case } from "@/server/judge/case-set";
import { observe, type Observation } from "@/server/judge/observe";
import type { SandboxPool } from "@/server/judge/sandbox/pool";
import type { JudgeMaterial } from "@/server/questions/material";

/** The least of so many times is what the machine can do; more of them only cost. */
const rounds = 3;
/** Two of the reference's own times further apart than this: the machine is too busy to compare by. */
const noisy = 1.5;

/**
 * Speed as a grade of its own: the candidate's time over the reference's, each the least of several, in turn, on one
 * machine. Never seconds, never part of `accepted`. Null where it could not be measured honestly.
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
  let observations: Observation[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [ours, theirs] = await pool.quietly(async () => [
      await observe({ ...options, material: patient, source: reference }),
      await observe({ ...options, material: patient }),
    ] as const);
    observations = theirs;
    if (theirs.some((each) => each.verdict !== "accepted")) return { grade: { timeRatio: null, memoryRatio: null }, observations };
    times.reference.push(total(ours));
    times.candidate.push(total(theirs));
    // A program that is slow by far is slow by far: no need to wait for it again.
    if (total(theirs) > 2_000) break;
  }
  const [best = 0, second = best] = [...times.reference].sort((a, b) => a - b);
  if (best <= 0 || second / best > noisy) return { grade: { timeRatio: null, memoryRatio: null }, observations };
  const timeRatio = Math.round((Math.min(...times.candidate) / best) * 100) / 100;
  return { grade: { timeRatio, memoryRatio: null }, observations };
}

function total(observations: readonly Observation[]): number {
  return observations.reduce((sum, each) => sum + each.elapsedMs, 0);
}
