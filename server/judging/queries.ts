import type { Pool } from "pg";
import type { JudgeFailure, QueueState, WorkerState } from "@/lib/judging/types";
import { listWaiting } from "@/server/judging/queue";

const shownFailures = 50;

export async function listJudgeFailures({ pool }: { readonly pool: Pool }): Promise<JudgeFailure[]> {
  const { rows } = await pool.query<JudgeFailure>(
    `SELECT executions.id AS "executionId", kind, interview_id AS "interviewId", slug AS "questionSlug", version AS "questionVersion", tries,
       finished_at AS "finishedAt"
     FROM executions JOIN question_versions ON question_versions.id = question_version_id JOIN questions ON questions.id = question_id
     WHERE verdict = 'judge_error' ORDER BY finished_at DESC LIMIT $1`,
    [shownFailures],
  );
  return rows;
}

export async function listWorkers({ pool }: { readonly pool: Pool }): Promise<WorkerState[]> {
  const { rows } = await pool.query<WorkerState>(
    `SELECT id AS "workerId", host, runtimes, isolation, started_at AS "startedAt", seen_at AS "seenAt" FROM judge_workers ORDER BY started_at`,
  );
  return rows;
}

export async function getQueueState({ pool }: { readonly pool: Pool }): Promise<QueueState> {
  const { rows } = await pool.query<QueueState>(
    `SELECT (SELECT count(*)::int FROM (${listWaiting}) AS waiting) AS waiting,
       (SELECT count(*)::int FROM executions WHERE verdict IS NULL AND started_at IS NOT NULL) AS running,
       (SELECT (extract(epoch FROM clock_timestamp() - min(created_at)) * 1000)::int FROM executions WHERE verdict IS NULL AND started_at IS NULL)
         AS "oldestWaitingMs"`,
  );
  return rows[0] ?? { waiting: 0, running: 0, oldestWaitingMs: null };
}
