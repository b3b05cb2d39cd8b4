import type { Pool } from "pg";
import { maxSourceBytes } from "@/lib/judging/limits";
import type { Runtime } from "@/lib/questions/schema";
import { fail, ok, type Result } from "@/lib/result";
import { transaction } from "@/server/database/transaction";
import { countWaiting, judgeTask, optionalRuntimes, tellPlaces } from "@/server/judging/queue";
import { appendEntry } from "@/server/transcripts/append";

/** A worker that dies takes one attempt with it; a program that kills each worker that touches it ends as a judge_error. */
export const judgeAttempts = 3;
/** Run ahead of Submit: smaller numbers go first. */
const priorities = { run: 0, submission: 10 } as const;
/** A worker that was not seen for so long is not there: longer than a restart takes. */
const workerGoneMs = 15_000;
/** For each person and minute. What leaks from a hidden test leaks by submissions; a run costs the machine alone. */
const perMinute = { run: 30, submission: 10 } as const;
/** With so many waiting, the next would wait for minutes: better to say so than to take it. */
const maxWaiting = 500;

export type ExecutionRequest = {
  readonly kind: "run" | "submission";
  readonly interviewId: string;
  readonly documentId: string;
  readonly participantId: string;
  /** The committed text, and the seq up to which it is committed. */
  readonly source: string;
  readonly textSeq: number;
  readonly input: string | null;
};

/** Queues a run or a submission: the row, its entry and its job are there together or not at all. */
export async function requestExecution(
  database: { readonly pool: Pool },
  request: ExecutionRequest,
): Promise<Result<{ executionId: string; seq: number }, "source_too_large" | "already_running" | "too_many" | "queue_full" | "judging_off" | "runtime_missing" | "runs_disabled" | "not_live">> {
  if (Buffer.byteLength(request.source) > maxSourceBytes) return fail("source_too_large");
  const requested = await transaction(database.pool, async (client) => {
    const { rows: interviews } = await client.query<{ is_live: boolean; runs_disabled: boolean }>(
      `SELECT phase = 'live' AND (deadline_at IS NULL OR deadline_at > clock_timestamp()) AS is_live, runs_disabled
       FROM interviews WHERE id = $1 FOR UPDATE`,
      [request.interviewId],
    );
    if (!interviews[0]?.is_live) return fail("not_live");
    if (interviews[0].runs_disabled) return fail("runs_disabled");
    if (!(await isJudgeThere(client))) return fail("judging_off");
    const runtime = await runtimeOf(client, request.documentId);
    if (!(await isJudgeThere(client, runtime))) return fail("runtime_missing");
    if ((await countWaiting(client)) >= maxWaiting) return fail("queue_full");
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO executions (id, kind, interview_id, document_id, question_version_id, participant_id, requester_id, text_seq, source, input)
       SELECT gen_random_uuid(), $1::execution_kind, $2, documents.id, question_version_id, participants.id,
         coalesce(participants.person_id, participants.id), $5, $6, $7
       FROM documents JOIN interview_questions ON interview_questions.id = documents.interview_question_id
         JOIN participants ON participants.id = $4 AND participants.interview_id = $2
       WHERE documents.id = $3 AND documents.interview_id = $2 AND opened_at IS NOT NULL
         AND $8 > (
           SELECT count(*) FROM executions WHERE requester_id = coalesce(participants.person_id, participants.id)
             AND kind = $1::execution_kind AND created_at > clock_timestamp() - interval '1 minute'
         )
       ON CONFLICT (requester_id) WHERE verdict IS NULL DO NOTHING
       RETURNING id`,
      [
        request.kind, request.interviewId, request.documentId, request.participantId, request.textSeq, request.source, request.input,
        perMinute[request.kind],
      ],
    );
    const executionId = rows[0]?.id;
    // The unique index over unfinished executions says no (one at a time for each person), or the count of the last minute.
    if (executionId === undefined) return fail((await hasUnfinished(client, request.participantId)) ? "already_running" : "too_many");
    const { interviewId, participantId, documentId, textSeq } = request;
    const common = { interviewId, participantId, audience: "everyone" } as const;
    const { seq } = request.kind === "run"
      ? await appendEntry(client, { ...common, kind: "run_requested", payload: { executionId, documentId, textSeq, input: request.input } })
      : await appendEntry(client, { ...common, kind: "submission_requested", payload: { executionId, documentId, textSeq } });
    await client.query(
      `SELECT graphile_worker.add_job($1, payload := json_build_object('executionId', $2::text), job_key := $2::text,
         max_attempts := $3, priority := $4, flags := $5)`,
      [judgeTask, executionId, judgeAttempts, priorities[request.kind], optionalRuntimes.includes(runtime) ? [runtime] : null],
    );
    return ok({ executionId, seq });
  });
  // Not counted on: who misses it sees the next.
  if (requested.ok) tellPlaces(database.pool).catch(() => undefined);
  return requested;
}

async function hasUnfinished(client: Pick<Pool, "query">, participantId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM executions JOIN participants ON requester_id = coalesce(participants.person_id, participants.id)
     WHERE participants.id = $1 AND verdict IS NULL`,
    [participantId],
  );
  return rowCount !== 0;
}

/** The runtime that a document's question asks for. */
async function runtimeOf(client: Pick<Pool, "query">, documentId: string): Promise<Runtime> {
  const { rows } = await client.query<{ runtime: Runtime | null }>(
    `SELECT material ->> 'runtime' AS runtime FROM documents JOIN interview_questions ON interview_questions.id = interview_question_id
       JOIN question_versions ON question_versions.id = question_version_id WHERE documents.id = $1`,
    [documentId],
  );
  return rows[0]?.runtime ?? "numpy";
}

/** Whether a judge worker was seen lately that has the runtime. Without one Run and Submit are off and say so. */
export async function isJudgeThere(client: Pick<Pool, "query">, runtime: Runtime = "numpy"): Promise<boolean> {
  const { rowCount } = await client.query(
    "SELECT 1 FROM judge_workers WHERE seen_at > clock_timestamp() - $1 * interval '1 millisecond' AND $2 = ANY (runtimes) LIMIT 1",
    [workerGoneMs, runtime],
  );
  return rowCount !== 0;
}
