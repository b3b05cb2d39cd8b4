import type { Pool } from "pg";
import type { Runtime } from "@/lib/questions/schema";
import { progressChannel } from "@/server/judging/progress";

/** The name of the job that a judge worker takes. Its payload is the execution's id alone. */
export const judgeTask = "judge_execution";

/** Runtimes that a worker may lack. A job for one carries its name as a flag. */
export const optionalRuntimes: readonly Runtime[] = ["torch"];

/** People far behind need no exact place, and a notification is a lock at commit. */
const maxToldPlaces = 100;

/** SQL: those who wait, in the order in which workers take them. */
export const listWaiting = `
  SELECT key, row_number() OVER (ORDER BY priority, run_at, id) - 1 AS ahead
  FROM graphile_worker.jobs WHERE task_identifier = '${judgeTask}' AND locked_at IS NULL AND attempts < max_attempts`;

export async function countWaiting(database: Pick<Pool, "query">): Promise<number> {
  const { rows } = await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM (${listWaiting}) AS waiting`);
  return rows[0]?.n ?? 0;
}

/** Tells the rooms of those who wait how many go before them. Not kept. */
export async function tellPlaces(database: Pick<Pool, "query">): Promise<void> {
  await database.query(
    `SELECT pg_notify($1, json_build_object('interviewId', executions.interview_id, 'executionId', executions.id, 'state', 'queued',
       'ahead', waiting.ahead, 'finishedTests', 0, 'totalTests', 0)::text)
     FROM (${listWaiting}) AS waiting JOIN executions ON executions.id = waiting.key::uuid WHERE waiting.ahead < $2 AND executions.verdict IS NULL`,
    [progressChannel, maxToldPlaces],
  );
}
