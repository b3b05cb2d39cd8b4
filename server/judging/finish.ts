import type { Pool, PoolClient } from "pg";
import type { CandidateVerdict, InterviewerVerdict, RunVerdict, Verdict } from "@/lib/judging/verdicts";
import type { EntryPayload } from "@/lib/transcript/entries";
import { transaction } from "@/server/database/transaction";
import { appendEntries, type NewEntry } from "@/server/transcripts/append";

export type Outcome =
  | { readonly kind: "run"; readonly verdict: RunVerdict }
  | {
      readonly kind: "submission";
      readonly candidate: CandidateVerdict;
      readonly interviewer: InterviewerVerdict;
    };

export type NamedMistake = NonNullable<EntryPayload<"submission_explained">["mistake"]>;

/**
 * Writes the one verdict of an execution, with its entries, in both projections. False when it has one already:
 * a second worker may have judged it too, when the first was believed dead.
 */
export async function finishExecution(database: { readonly pool: Pool }, executionId: string, outcome: Outcome): Promise<boolean> {
  return transaction(database.pool, async (client) => {
    const row = columns(outcome);
    const { rows } = await client.query<{ interview_id: string; participant_id: string }>(
      `UPDATE executions SET verdict = $2, score = $3, candidate_verdict = $4, interviewer_verdict = $5,
         finished_at = clock_timestamp()
       WHERE id = $1 AND verdict IS NULL RETURNING interview_id, participant_id`,
      [executionId, row.verdict, row.score, JSON.stringify(row.candidate), row.interviewer && JSON.stringify(row.interviewer)],
    );
    const [execution] = rows;
    if (!execution) return false;
    const common = { interviewId: execution.interview_id, participantId: execution.participant_id } as const;
    if (outcome.kind === "run") {
      await appendEntries(client, [{ ...common, kind: "run_finished", audience: "everyone", payload: { executionId, verdict: outcome.verdict } }]);
      return true;
    }
    const interviewers = await listInterviewers(client, execution.interview_id);
    const entries: NewEntry[] = [
      { ...common, kind: "submission_finished", audience: "everyone", payload: { executionId, verdict: outcome.candidate } },
      {
        ...common, kind: "submission_explained", audience: interviewers,
        payload: { executionId, verdict: outcome.interviewer, mistake: null },
      },
    ];
    await appendEntries(client, entries);
    return true;
  });
}

/** Tells the interviewers which planted mistake it is: found after the verdict was sent, so that nobody waits for it. */
export async function nameMistakeOf(database: { readonly pool: Pool }, executionId: string, verdict: InterviewerVerdict, mistake: NamedMistake): Promise<void> {
  await transaction(database.pool, async (client) => {
    const { rows } = await client.query<{ interview_id: string; participant_id: string }>(
      "UPDATE executions SET mistake = $2 WHERE id = $1 AND mistake IS NULL RETURNING interview_id, participant_id",
      [executionId, mistake.name],
    );
    const [execution] = rows;
    if (!execution) return;
    const interviewers = await listInterviewers(client, execution.interview_id);
    await appendEntries(client, [{
      interviewId: execution.interview_id, participantId: execution.participant_id, kind: "submission_explained", audience: interviewers,
      payload: { executionId, verdict, mistake },
    }]);
  });
}

/** Who is an interviewer now; who becomes one later is told nothing of this. */
async function listInterviewers(client: PoolClient, interviewId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT participants.id FROM participants
     JOIN LATERAL (
       SELECT role FROM role_spans WHERE participant_id = participants.id ORDER BY since_seq DESC LIMIT 1
     ) AS present ON present.role = 'interviewer'
     WHERE interview_id = $1 AND removed_at IS NULL`,
    [interviewId],
  );
  return rows.map((each) => each.id);
}

type Columns = { verdict: Verdict; score: number | null; candidate: unknown; interviewer: unknown };

function columns(outcome: Outcome): Columns {
  if (outcome.kind === "run") {
    return { verdict: outcome.verdict.verdict, score: null, candidate: outcome.verdict, interviewer: null };
  }
  const { verdict, score } = outcome.candidate;
  return { verdict, score, candidate: outcome.candidate, interviewer: outcome.interviewer };
}

/** What is said when the judge itself failed: no score, nobody's fault but ours. */
export function judgeFailed(kind: "run" | "submission"): Outcome {
  if (kind === "run") {
    return {
      kind,
      verdict: { verdict: "judge_error", tests: [], answer: null, shown: [], stdout: "", stderr: "", error: null, runtime: null },
    };
  }
  const common = { verdict: "judge_error", score: null, speed: null, runtime: null, tests: [] } as const;
  return { kind, candidate: { ...common, tests: [] }, interviewer: { ...common, tests: [], seed: "0", caseDigest: "" } };
}
