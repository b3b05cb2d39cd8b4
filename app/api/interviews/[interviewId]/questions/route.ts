import { ok } from "@/lib/result";
import { defineInterviewRoute } from "@/server/http/define-interview-route";
import { listInterviewQuestions } from "@/server/interviews/queries";

export const GET = defineInterviewRoute({
  body: null,
  run: async ({ database, access }) => ok(await listInterviewQuestions(database, access)),
});
