import { z } from "zod";
import { fail } from "@/lib/result";
import { defineInterviewRoute } from "@/server/http/define-interview-route";
import { openGuide } from "@/server/questions/guide";

export const GET = defineInterviewRoute<null, { interviewId: string; interviewQuestionId: string }, unknown>({
  body: null,
  async run({ database, viewer, access, params }) {
    if (!z.uuid().safeParse(params.interviewQuestionId).success) return fail("not_found");
    return openGuide(database, access, viewer.person, params.interviewQuestionId);
  },
});
