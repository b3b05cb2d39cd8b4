import type { z } from "zod";
import type { Result } from "@/lib/result";
import { defineRoute, type RouteContext } from "@/server/http/define-route";
import { requireAccess, type InterviewAccess } from "@/server/interviews/access";

/** A route under /api/interviews/[interviewId]: only for those who take part in it, and `run` gets the proof. */
export function defineInterviewRoute<Schema extends z.ZodType | null, Params extends { interviewId: string }, T>(options: {
  body: Schema;
  run: (context: RouteContext<Schema, Params> & { readonly access: InterviewAccess }) => Promise<Result<T>>;
}) {
  return defineRoute<Schema, Params, T>({
    body: options.body,
    async run(context) {
      const access = await requireAccess(context.database, context.viewer, context.params.interviewId);
      return access.ok ? options.run({ ...context, access: access.value }) : access;
    },
  });
}
