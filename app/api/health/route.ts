import { ok } from "@/lib/result";
import { defineRoute } from "@/server/http/define-route";
import { listWorkers } from "@/server/judging/queries";
import { isJudgeThere } from "@/server/judging/request";

/** For people and proxies: whether pages, database and judge are there, and isolate as intended. Names no host and no version. */
export const GET = defineRoute({
  body: null,
  async run({ database }) {
    const [hasJudge, workers] = await Promise.all([isJudgeThere(database.pool), listWorkers(database)]);
    const isDegraded = workers.some((each) => each.isolation.degraded);
    return ok({ status: hasJudge ? "ok" : "without_judge", database: "ok", judge: hasJudge ? (isDegraded ? "degraded" : "ok") : "away" });
  },
});
