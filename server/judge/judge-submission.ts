import type { CandidateVerdict, InterviewerVerdict } from "@/lib/judging/verdicts";
import type { Author } from "@/server/judge/author";
import { drawSpeedCases, type CaseSet } from "@/server/judge/case-set";
import { measureSpeed } from "@/server/judge/measure-speed";
import { observe, type Observation } from "@/server/judge/observe";
import { project } from "@/server/judge/project";
import type { SandboxPool } from "@/server/judge/sandbox/pool";
import type { JudgeMaterial } from "@/server/questions/material";

export type JudgedSubmission = {
  readonly candidate: CandidateVerdict;
  readonly interviewer: InterviewerVerdict;
  readonly observations: readonly Observation[];
};

/** Judges a source on a case set; with `withSpeed`, and only when it is accepted, also how fast it is. */
export async function judgeSubmission(options: {
  source: string;
  material: JudgeMaterial;
  caseSet: CaseSet;
  pool: SandboxPool;
  author: Author;
  withSpeed: boolean;
  onTestFinished?: (finished: number, total: number) => void;
}): Promise<JudgedSubmission> {
  const { source, material, caseSet, pool, author } = options;
  const total = caseSet.cases.length;
  const observations = await observe({
    source, material, pool, author, cases: caseSet.cases, onObserved: (finished) => options.onTestFinished?.(finished, total),
  });
  const isAccepted = observations.every((each) => each.verdict === "accepted");
  const measured = options.withSpeed && isAccepted
    ? await measureSpeed({ source, material, pool, author, cases: await drawSpeedCases(author, material, caseSet.seed) })
    : { grade: null, observations: [] };
  const verdicts = project({
    material, observations, speedObservations: measured.observations, speed: measured.grade,
    seed: caseSet.seed, caseDigest: caseSet.digest, stamp: pool.stamp,
  });
  return { ...verdicts, observations };
}
