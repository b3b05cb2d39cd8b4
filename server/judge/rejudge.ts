import type { Pool } from "pg";
import { interviewerVerdict, type InterviewerVerdict } from "@/lib/judging/verdicts";
import { fail, ok, type Result } from "@/lib/result";
import { openCaseSet } from "@/server/judge/case-set";
import { createVersions } from "@/server/judge/executions";
import type { Judge } from "@/server/judge/judge";

/** A stored submission judged once more, from its seed; the stored verdict is not touched. */
export type Rejudged = {
  readonly questionSlug: string;
  readonly stored: InterviewerVerdict;
  readonly again: InterviewerVerdict;
  /** The same cases, the same verdict and findings of every test. Times and speed are no part of it. */
  readonly isSame: boolean;
};

export async function rejudge(
  { pool, judge }: { pool: Pool; judge: Judge },
  executionId: string,
): Promise<Result<Rejudged, "not_found" | "not_a_submission" | "not_judged">> {
  const { rows } = await pool.query<{ kind: string; versionId: string; source: string; verdict: string | null; kept: unknown }>(
    `SELECT kind, question_version_id AS "versionId", source, verdict, interviewer_verdict AS kept FROM executions WHERE id::text = $1`,
    [executionId],
  );
  const [row] = rows;
  if (!row) return fail("not_found");
  if (row.kind !== "submission") return fail("not_a_submission");
  if (row.verdict === null || row.verdict === "judge_error") return fail("not_judged");
  const version = await createVersions(pool)(row.versionId);
  if (!version) return fail("not_found");

  const stored = interviewerVerdict.parse(row.kept);
  const caseSet = openCaseSet(await judge.makeCaseSet(version, BigInt(stored.seed)));
  const { interviewer: again } = await judge.submission({ version, source: row.source, caseSet, withSpeed: false });
  return ok({ questionSlug: version.material.slug, stored, again, isSame: outcome(stored) === outcome(again) });
}

/** What has to come out the same anywhere. */
function outcome({ verdict, score, caseDigest, tests }: InterviewerVerdict): string {
  const judged = tests.filter((test) => test.group !== "speed").map(({ name, verdict: of, findings, exceptionClass, authorFindings }) =>
    [name, of, findings, exceptionClass ?? null, authorFindings ?? []]);
  return JSON.stringify([verdict, score, caseDigest, judged]);
}
