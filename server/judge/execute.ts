import type { Pool } from "pg";
import { finishExecution, nameMistakeOf, type Outcome } from "@/server/judging/finish";
import { tellProgress } from "@/server/judging/progress";
import type { CaseStock } from "@/server/judge/case-stock";
import { takeExecution, type PendingExecution } from "@/server/judge/executions";
import type { Judge, JudgedVersion } from "@/server/judge/judge";

/** People see progress a few times a second; a test takes a tenth of a millisecond. */
const progressEveryMs = 120;

/** Judges one execution and writes its verdict, once. Throws when the judge itself failed: the queue tries again. */
export async function execute(options: {
  pool: Pool;
  judge: Judge;
  stock: CaseStock;
  versionOf: (questionVersionId: string) => Promise<JudgedVersion | null>;
  executionId: string;
  now?: () => number;
}): Promise<void> {
  const { pool, judge, stock, versionOf } = options;
  const execution = await takeExecution(pool, options.executionId);
  if (!execution) return;
  const version = await versionOf(execution.questionVersionId);
  if (!version) throw new Error("there is nothing to judge in this question");
  const onTestFinished = progressTeller(pool, execution, options.now ?? Date.now);

  if (execution.kind === "run") {
    const verdict = await judge.run({ version, source: execution.source, input: execution.input, onTestFinished });
    if (verdict.verdict === "judge_error") throw new Error("the judge failed in a run");
    await finishExecution({ pool }, execution.executionId, { kind: "run", verdict });
    return;
  }
  const caseSet = await stock.draw(execution.questionVersionId, version, execution.participantId);
  const judged = await judge.submission({ version, source: execution.source, caseSet, withSpeed: true, onTestFinished });
  if (judged.candidate.verdict === "judge_error") throw new Error("the judge failed in a submission");
  const outcome: Outcome = { kind: "submission", candidate: judged.candidate, interviewer: judged.interviewer };
  const isFirst = await finishExecution({ pool }, execution.executionId, outcome);
  if (!isFirst) return;
  // The verdict is out: what follows explains it, and its failure changes nothing.
  const name = await judge.nameMistake(version, caseSet, judged.observations).catch(() => null);
  const planted = version.material.mistakes.find((each) => each.name === name);
  if (!planted) return;
  const { title, diagnosis } = planted;
  await nameMistakeOf({ pool }, execution.executionId, judged.interviewer, { name: planted.name, title, diagnosis });
}

function progressTeller(pool: Pool, { interviewId, executionId }: PendingExecution, now: () => number) {
  let toldAt = 0;
  return (finishedTests: number, totalTests: number): void => {
    if (now() - toldAt < progressEveryMs && finishedTests < totalTests) return;
    toldAt = now();
    // Not kept and not counted on: a room that misses it sees the verdict.
    tellProgress(pool, { interviewId, executionId, state: "running", ahead: 0, finishedTests, totalTests }).catch(() => undefined);
  };
}
