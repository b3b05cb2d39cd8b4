import { EventEmitter } from "node:events";
import { Logger as QueueLogger, run, type WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import { finishExecution, judgeFailed } from "@/server/judging/finish";
import { judgeTask, optionalRuntimes, tellPlaces } from "@/server/judging/queue";
import { createCaseStock } from "@/server/judge/case-stock";
import { execute } from "@/server/judge/execute";
import { createVersions } from "@/server/judge/executions";
import type { Judge } from "@/server/judge/judge";
import { registerWorker } from "@/server/judge/worker-registry";
import type { Logger } from "@/server/logger";

const placesEveryMs = 300;

export type Worker = {
  /** Resolves when the worker has lost its place among the others (its database connection): it must start anew. */
  readonly lost: Promise<void>;
  close(): Promise<void>;
};

/** Takes executions from the queue, any number of workers against one PostgreSQL. */
export async function openWorker(options: {
  pool: Pool;
  databaseUrl: string;
  judge: Judge;
  logger: Logger;
  concurrency?: number;
}): Promise<Worker> {
  const { pool, judge, logger } = options;
  const versionOf = createVersions(pool);
  const stock = createCaseStock({ pool, judge, versionOf });
  let isBusy = 0;
  let toldPlacesAt = 0;
  /** Somebody was taken from the queue: those behind are told, a few times a second at most. */
  function movedUp(): void {
    if (Date.now() - toldPlacesAt < placesEveryMs) return;
    toldPlacesAt = Date.now();
    tellPlaces(pool).catch(() => undefined);
  }

  const events = new EventEmitter() as WorkerEvents;
  const named = new Promise<string>((resolve) => {
    events.once("pool:create", ({ workerPool }) => resolve((workerPool as unknown as { id: string }).id));
  });
  const runner = await run({
    pgPool: pool,
    concurrency: options.concurrency ?? 2,
    noHandleSignals: true,
    pollInterval: 1_000,
    // Left to those workers that have the runtime.
    forbiddenFlags: optionalRuntimes.filter((runtime) => !judge.runtimes.includes(runtime)),
    events,
    logger: queueLogger(logger),
    taskList: {
      async [judgeTask](payload, helpers) {
        await registered;
        const { executionId } = payload as { executionId: string };
        isBusy += 1;
        movedUp();
        try {
          await execute({ pool, judge, stock, versionOf, executionId });
        } catch (fault) {
          const isLast = helpers.job.attempts >= helpers.job.max_attempts;
          logger.error({ err: fault, executionId, attempt: helpers.job.attempts, isLast }, "an execution could not be judged");
          if (!isLast) throw fault;
          const { rows } = await pool.query<{ kind: "run" | "submission" }>("SELECT kind FROM executions WHERE id = $1", [executionId]);
          if (rows[0]) await finishExecution({ pool }, executionId, judgeFailed(rows[0].kind));
        } finally {
          isBusy -= 1;
        }
      },
    },
  });
  const registered = named.then((workerId) =>
    registerWorker({
      databaseUrl: options.databaseUrl, pool, workerId, runtimes: judge.runtimes, isolation: judge.pool.report,
      onFault: (fault) => logger.warn({ err: fault }, "the worker's place among the others is in doubt"),
    }),
  );
  const registration = await registered;

  let isClosed = false;
  const refilling = (async () => {
    while (!isClosed) {
      // Somebody who waits for a verdict comes before the stock.
      const didWork = isBusy > 0 ? false : await stock.refillOne().catch((fault: unknown) => {
        logger.warn({ err: fault }, "the stock of cases could not be refilled");
        return false;
      });
      await new Promise((done) => setTimeout(done, didWork ? 50 : 2_000).unref());
    }
  })();

  return {
    lost: registration.lost,
    async close() {
      isClosed = true;
      await runner.stop();
      await registration.close();
      await Promise.race([refilling, new Promise((done) => setTimeout(done, 3_000))]);
    },
  };
}

/** graphile-worker tells of every job; only what went wrong belongs into our log. */
function queueLogger(logger: Logger): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    if (level === "error") logger.error(message);
    else if (level === "warning") logger.warn(message);
    else logger.debug(message);
  });
}
