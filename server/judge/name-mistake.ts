import type { CaseSet, Outcome } from "@/server/judge/case-set";
import { compare } from "@/server/judge/comparison/compare";
import type { Observation } from "@/server/judge/observe";
import type { JudgeMaterial } from "@/server/questions/material";

/** Fewer failing cases than these are no signature: two mistakes often agree on one or two. */
const enoughFailures = 3;

/** What each planted mistake does on the cases of a set, by its name. */
export type Signatures = ReadonlyMap<string, readonly Observation[]>;

/**
 * The planted mistake whose signature a failed submission carries: on every case that it fails, and on three at least,
 * the planted one does the same. Null rather than a guess, also when two fit.
 */
export function nameMistake(options: {
  material: JudgeMaterial;
  caseSet: CaseSet;
  observations: readonly Observation[];
  signatures: Signatures;
}): string | null {
  const failed = options.observations.filter((each) => each.verdict !== "accepted");
  if (failed.length < enoughFailures) return null;
  const fitting = options.material.mistakes.filter(({ name, wrong }) => {
    const planted = options.signatures.get(name);
    return wrong && planted !== undefined && failed.every((seen) => isSame(seen, planted.find((each) => each.test.name === seen.test.name), options.material));
  });
  return fitting.length === 1 ? (fitting[0]?.name ?? null) : null;
}

function isSame(seen: Observation, planted: Observation | undefined, material: JudgeMaterial): boolean {
  if (!planted || planted.verdict !== seen.verdict) return false;
  if (seen.outcomes.length !== planted.outcomes.length) return false;
  if (seen.inputMutated !== planted.inputMutated || seen.sharesMemory !== planted.sharesMemory) return false;
  if (seen.authorFindings.join() !== planted.authorFindings.join()) return false;
  // A time-out or a crash says too little by itself: the planted one must have got as far, and differed as well.
  const policy = { tolerances: seen.test.tolerance ?? material.tolerances, dtype: seen.test.dtype };
  return seen.outcomes.every((outcome, index) => isSameOutcome(outcome, planted.outcomes[index], policy));
}

function isSameOutcome(seen: Outcome, planted: Outcome | undefined, policy: Parameters<typeof compare>[2]): boolean {
  if (seen.status === "raised") return planted?.status === "raised" && planted.exceptionClass === seen.exceptionClass;
  return planted?.status === "returned" && compare(planted.value, seen.value, policy).length === 0;
}
