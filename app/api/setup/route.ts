import { z } from "zod";
import { newPerson } from "@/lib/people/schema";
import { defineRoute } from "@/server/http/define-route";
import { makeFirstAdmin } from "@/server/people/service";

export const POST = defineRoute({
  body: newPerson.extend({ token: z.string().max(200) }),
  run: ({ database, body }) => makeFirstAdmin(database, body),
});
