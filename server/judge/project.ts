import type {
  CandidateTestVerdict, CandidateVerdict, InterviewerTestVerdict, InterviewerVerdict, RuntimeStamp, SpeedGrade, TimeStep, Verdict,
} from "@/lib/judging/verdicts";
import { narrow } from "@/server/judge/comparison/compare";
import type { Observation } from "@/server/judge/observe";
import type { JudgeMaterial } from "@/server/questions/material";

/** Two people look at one submission: what each may see is decided here, and nowhere else. */
export function project(options: {
  material: JudgeMaterial;
  observations: readonly Observation[];
  speedObservations: readonly Observation[];
  speed: SpeedGrade | null;
  seed: bigint;
  caseDigest: string;
  stamp: RuntimeStamp;
}): { candidate: CandidateVerdict; interviewer: InterviewerVerdict } {
  const { material, stamp } = options;
  // In the order of the question, not in that of the draw: "edge 2" is the same test in every submission.
  const byName = new Map([...options.observations, ...options.speedObservations].map((each) => [each.test.name, each]));
  const numbers = new Map<string, number>();
  const tests = material.tests.flatMap((test): InterviewerTestVerdict[] => {
    const number = (numbers.get(test.group) ?? 0) + 1;
    numbers.set(test.group, number);
    const seen = byName.get(test.name);
    if (!seen) return [];
    return [{
      verdict: seen.verdict, group: test.group, number, name: test.name, weight: test.weight,
      findings: seen.differences.slice(0, 16).map(narrow),
      time: timeStep(seen.elapsedMs),
      ...(seen.exceptionClass === null ? {} : { exceptionClass: seen.exceptionClass }),
      ...(seen.authorFindings.length === 0 ? {} : { authorFindings: [...seen.authorFindings] }),
    }];
  });
  const scored = options.observations;
  const verdict = overall(material, byName);
  const score = verdict === "judge_error" ? null : scoreOf(scored, verdict);
  const common = { verdict, score, speed: options.speed, runtime: stamp };
  return {
    candidate: { ...common, tests: tests.map(forCandidate) },
    interviewer: { ...common, tests, seed: options.seed.toString(), caseDigest: options.caseDigest },
  };
}

function forCandidate({ verdict, group, number, findings, time }: InterviewerTestVerdict): CandidateTestVerdict {
  return { verdict, group, number, findings, time };
}

/** Accepted is every test but those of the speed group; else the first that failed, ours before the candidate's. */
function overall(material: JudgeMaterial, byName: ReadonlyMap<string, Observation>): Verdict {
  const verdicts = material.tests.filter((test) => test.group !== "speed").map((test) => byName.get(test.name)?.verdict ?? "judge_error");
  if (verdicts.includes("judge_error")) return "judge_error";
  return verdicts.find((verdict) => verdict !== "accepted") ?? "accepted";
}

function scoreOf(observations: readonly Observation[], verdict: Verdict): number {
  const weigh = (some: readonly Observation[]) => some.reduce((sum, { test }) => sum + test.weight, 0);
  const share = weigh(observations.filter((each) => each.verdict === "accepted")) / weigh(observations);
  // 100 is for those who passed everything: rounding must not give it away.
  return verdict === "accepted" ? 100 : Math.min(99, Math.floor(100 * share));
}

/** Coarse, so that a program can't write hidden data into how long it takes. */
function timeStep(ms: number): TimeStep {
  return ms < 10 ? "under_10_ms" : ms < 100 ? "under_100_ms" : ms < 1_000 ? "under_1_s" : "over_1_s";
}
