import { hostname } from "node:os";
import { Client, type Pool } from "pg";
import { judgeFailed, finishExecution } from "@/server/judging/finish";
import { judgeTask } from "@/server/judging/queue";

/** Advisory locks of workers: (this class, the worker's lock_key). */
const lockClass = 0x6a756467;
/** A job whose worker is in no row: its process died between taking the job and saying who it is. */
const unknownWorkerMs = 10_000;

/**
 * This worker among the others: it holds an advisory lock for as long as its process lives, says that it is there, and
 * takes the jobs away from those whose lock is free. (graphile-worker alone would keep a dead worker's job for four hours.)
 */
export async function registerWorker(options: {
  databaseUrl: string;
  pool: Pool;
  workerId: string;
  runtimes: readonly string[];
  isolation: unknown;
  everyMs?: number;
  onFault: (fault: unknown) => void;
}): Promise<{ lost: Promise<void>; close: () => Promise<void> }> {
  const { pool, workerId } = options;
  // A connection of its own: the lock lives and dies with it.
  const holder = new Client({ connectionString: options.databaseUrl, application_name: "convolve judge worker", keepAlive: true });
  let isClosed = false;
  const lost = new Promise<void>((resolve) => {
    holder.on("error", options.onFault);
    holder.on("end", () => {
      if (!isClosed) resolve();
    });
  });
  await holder.connect();
  const { rows } = await holder.query<{ lock_key: string }>(
    "INSERT INTO judge_workers (id, host, runtimes, isolation) VALUES ($1, $2, $3, $4) RETURNING lock_key",
    [workerId, hostname(), options.runtimes, JSON.stringify(options.isolation)],
  );
  await holder.query("SELECT pg_advisory_lock($1, $2)", [lockClass, Number(rows[0]?.lock_key)]);

  async function tidy(): Promise<void> {
    await pool.query("UPDATE judge_workers SET seen_at = clock_timestamp() WHERE id = $1", [workerId]);
    await buryTheDead(pool);
    await finishTheHopeless(pool);
  }
  await tidy();
  let tidying: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    tidying = tidying.then(tidy).catch(options.onFault);
  }, options.everyMs ?? 2_000);

  return {
    lost,
    async close() {
      isClosed = true;
      clearInterval(timer);
      await tidying;
      await holder.query("DELETE FROM judge_workers WHERE id = $1", [workerId]).catch(options.onFault);
      await holder.end();
    },
  };
}

/** Gives the jobs of workers whose lock is free back to the living, and forgets those workers. */
async function buryTheDead(pool: Pool): Promise<void> {
  const { rows: dead } = await pool.query<{ id: string }>(
    `SELECT id FROM judge_workers WHERE NOT EXISTS (
       SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND objid = judge_workers.lock_key AND granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
     ) AND started_at < clock_timestamp() - interval '2 seconds'
     UNION
     SELECT DISTINCT locked_by FROM graphile_worker.jobs
     WHERE task_identifier = $2 AND locked_at < clock_timestamp() - $3 * interval '1 millisecond'
       AND NOT EXISTS (SELECT 1 FROM judge_workers WHERE id = locked_by)`,
    [lockClass, judgeTask, unknownWorkerMs],
  );
  if (dead.length === 0) return;
  const ids = dead.map((each) => each.id);
  await pool.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [ids]);
  await pool.query("DELETE FROM judge_workers WHERE id = ANY ($1)", [ids]);
}

/** Ends executions that no job will ever finish: their tries are used up, by errors or by workers that died. */
async function finishTheHopeless(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ id: string; kind: "run" | "submission" }>(
    `SELECT id, kind FROM executions WHERE verdict IS NULL AND created_at < clock_timestamp() - interval '1 second'
       AND NOT EXISTS (
         SELECT 1 FROM graphile_worker.jobs WHERE key = executions.id::text AND (attempts < max_attempts OR locked_at IS NOT NULL)
       ) LIMIT 100`,
  );
  for (const { id, kind } of rows) await finishExecution({ pool }, id, judgeFailed(kind));
}
