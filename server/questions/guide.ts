import { questionGuide, type QuestionGuide } from "@/lib/questions/types";
import { can } from "@/lib/interviews/permissions";
import { fail, ok, type Result } from "@/lib/result";
import type { PersonViewer } from "@/server/auth/viewer";
import type { Database } from "@/server/db";
import type { InterviewAccess } from "@/server/interviews/access";

/**
 * Opens a guide to an interviewer who may see it (product.md P3): authors and admins, who the host trusts, and who has
 * finished the question. The opening is itself an exposure: that person is never given the question as candidate.
 */
export async function openGuide(
  database: Database,
  access: InterviewAccess,
  person: PersonViewer | null,
  interviewQuestionId: string,
): Promise<Result<QuestionGuide, "not_found" | "guide_locked">> {
  // A guest, a candidate and an observer are told nothing, not even that there is a guide.
  if (!can(access.role, "guide:read", access.phase)) return fail("not_found");
  const { rows } = await database.pool.query<{ question_id: string }>(
    `SELECT question_id FROM interview_questions JOIN question_versions ON question_versions.id = question_version_id
     WHERE interview_questions.id = $1 AND interview_id = $2`,
    [interviewQuestionId, access.interviewId],
  );
  const questionId = rows[0]?.question_id;
  if (questionId === undefined) return fail("not_found");
  if (!person || !(await mayOpen(database, person, questionId))) return fail("guide_locked");
  await database.pool.query(
    "INSERT INTO exposures (person_id, question_id, reason) VALUES ($1, $2, 'opened_guide') ON CONFLICT DO NOTHING",
    [person.personId, questionId],
  );
  const guide = await database.pool.query<{ guide: unknown }>(
    "SELECT guide FROM interview_questions JOIN question_versions ON question_versions.id = question_version_id WHERE interview_questions.id = $1",
    [interviewQuestionId],
  );
  return ok(questionGuide.parse(guide.rows[0]?.guide));
}

async function mayOpen(database: Database, person: PersonViewer, questionId: string): Promise<boolean> {
  if (person.isTrusted || person.role !== "member") return true;
  const { rowCount } = await database.pool.query("SELECT 1 FROM exposures WHERE person_id = $1 AND question_id = $2 AND reason = 'finished'", [
    person.personId, questionId,
  ]);
  return rowCount !== 0;
}
