import { ok } from "@/lib/result";
import { defineRoute } from "@/server/http/define-route";
import { isJudgeThere } from "@/server/judging/request";

/** For people and proxies: whether pages, database and judge are there. Names no host and no version. */
export const GET = defineRoute({
  body: null,
  async run({ database }) {
    const hasJudge = await isJudgeThere(database.pool);
    return ok({ status: hasJudge ? "ok" : "without_judge", database: "ok", judge: hasJudge ? "ok" : "away" });
  },
});
