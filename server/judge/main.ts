import { Pool } from "pg";
import { requireEnv } from "@/server/env";
import { openJudge } from "@/server/judge/judge";
import { openWorker } from "@/server/judge/worker";
import { createLogger } from "@/server/logger";
import { closeWithProcess, createShutdown } from "@/server/shutdown";

/** The judge process: sandboxes and a worker. It has no secret of the web's, and no browser reaches it. */
const env = requireEnv();
const logger = createLogger("judge", { level: env.logLevel });
const shutdown = createShutdown(logger);
closeWithProcess(shutdown, logger);

if (env.databaseUrl === null) throw new Error("DATABASE_URL is missing; `npm start` sets it.");
/** Two executions at a time on the smallest machine, each with a parked sandbox, and one ahead for each. */
const opened = await openJudge({ size: 4, torchSize: env.hasTorch ? 2 : 0, logger });
if (!opened.ok) {
  // Fail closed: without isolation nothing is judged. The log has said what to install; web says that judging is off.
  logger.error({ code: opened.code }, "the judge cannot work on this machine");
  process.exit(2);
}
const judge = opened.value;
shutdown.opened("judge", () => judge.close());

const pool = new Pool({ connectionString: env.databaseUrl, max: 8, application_name: "convolve judge" });
pool.on("error", (fault) => logger.warn({ err: fault }, "a database connection was lost"));
shutdown.opened("database", () => pool.end());

const worker = await openWorker({ pool, databaseUrl: env.databaseUrl, judge, logger });
shutdown.opened("worker", () => worker.close());
logger.info({ isolation: judge.pool.report, runtime: judge.pool.stamp }, "judging");

// Another worker may have taken our jobs by now: start anew rather than judge beside it.
void worker.lost.then(async () => {
  logger.error("the connection that holds this worker's place was lost");
  await shutdown.close();
  process.exit(1);
});
