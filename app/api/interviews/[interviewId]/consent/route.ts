import { z } from "zod";
import { defineInterviewRoute } from "@/server/http/define-interview-route";
import { giveConsent } from "@/server/interviews/service";

export const POST = defineInterviewRoute({ body: z.strictObject({}), run: ({ database, access }) => giveConsent(database, access) });
