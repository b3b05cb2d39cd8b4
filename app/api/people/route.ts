import { newPerson } from "@/lib/people/schema";
import { defineRoute } from "@/server/http/define-route";
import { signUp } from "@/server/people/service";

export const POST = defineRoute({ body: newPerson, run: ({ database, body }) => signUp(database, body) });
