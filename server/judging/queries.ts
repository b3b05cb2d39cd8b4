import type { Pool } from "pg";
import { listWaiting } from "@/server/judging/queue";

/** An execution that the judge itself could not judge: the admin's business, never the candidate's fault. */
export type JudgeFailure = {
  readonly executionId: string;
  readonly kind: "run" | "submission";
  readonly interviewId: string;
  readonly questionSlug: string;
  readonly questionVersion: number;
  readonly tries: number;
  readonly finishedAt: Date;
};

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

/** `isolation`: what each worker said at its start of what is enforced by what (IsolationReport). */
export type WorkerState = {
  readonly workerId: string;
  readonly host: string;
  readonly runtimes: readonly string[];
  readonly isolation: { readonly isDegraded?: boolean; readonly [what: string]: unknown };
  readonly startedAt: Date;
  readonly seenAt: Date;
};

export async function listWorkers({ pool }: { readonly pool: Pool }): Promise<WorkerState[]> {
  const { rows } = await pool.query<WorkerState>(
    `SELECT id AS "workerId", host, runtimes, isolation, started_at AS "startedAt", seen_at AS "seenAt" FROM judge_workers ORDER BY started_at`,
  );
  return rows;
}

export type QueueState = { readonly waiting: number; readonly running: number; readonly oldestWaitingMs: number | null };

export async function getQueueState({ pool }: { readonly pool: Pool }): Promise<QueueState> {
  const { rows } = await pool.query<QueueState>(
    `SELECT (SELECT count(*)::int FROM (${listWaiting}) AS waiting) AS waiting,
       (SELECT count(*)::int FROM executions WHERE verdict IS NULL AND started_at IS NOT NULL) AS running,
       (SELECT (extract(epoch FROM clock_timestamp() - min(created_at)) * 1000)::int FROM executions WHERE verdict IS NULL AND started_at IS NULL)
         AS "oldestWaitingMs"`,
  );
  return rows[0] ?? { waiting: 0, running: 0, oldestWaitingMs: null };
}
