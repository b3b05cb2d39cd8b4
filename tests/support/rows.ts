import { randomUUID } from "node:crypto";
import type { Pool } from "pg";

export type InsertedInterview = {
  readonly interviewId: string;
  readonly interviewerId: string;
  readonly candidateId: string;
  readonly interviewQuestionId: string;
  readonly documentId: string;
};

/** A live interview with one opened question, written straight into the tables: for tests below the services. */
export async function insertInterview(
  pool: Pool,
  options: { phase?: "lobby" | "live"; deadline?: string; locked?: boolean } = {},
): Promise<InsertedInterview> {
  const [interviewId, interviewerId, candidateId, interviewQuestionId, documentId, hostId, questionId, versionId] = Array.from(
    { length: 8 }, () => randomUUID(),
  ) as [string, string, string, string, string, string, string, string];
  const phase = options.phase ?? "live";
  await pool.query("INSERT INTO people (id, email, name) VALUES ($1, $2, 'Host')", [hostId, `${hostId}@example.org`]);
  await pool.query("INSERT INTO questions (id, slug) VALUES ($1, $2)", [questionId, `q-${questionId}`]);
  await pool.query(
    "INSERT INTO question_versions (id, question_id, version, digest, sheet, guide) VALUES ($1, $2, 1, 'digest', '{}', '{}')",
    [versionId, questionId],
  );
  await pool.query(
    `INSERT INTO interviews (id, host_id, title, phase, minutes, deadline_at, editor_locked)
     VALUES ($1, $2, 'Test', $3::interview_phase, 45, ${phase === "live" ? (options.deadline ?? "clock_timestamp() + interval '45 minutes'") : "NULL"}, $4)`,
    [interviewId, hostId, phase, options.locked ?? false],
  );
  await pool.query(
    "INSERT INTO interview_questions (id, interview_id, question_version_id, position, opened_at) VALUES ($1, $2, $3, 0, $4)",
    [interviewQuestionId, interviewId, versionId, phase === "live" ? new Date() : null],
  );
  await pool.query("INSERT INTO documents (id, interview_id, interview_question_id, kind) VALUES ($1, $2, $3, 'code')", [
    documentId, interviewId, interviewQuestionId,
  ]);
  for (const [id, role] of [[interviewerId, "interviewer"], [candidateId, "candidate"]] as const) {
    await pool.query("INSERT INTO participants (id, interview_id, name) VALUES ($1, $2, $3)", [id, interviewId, role]);
    await pool.query("INSERT INTO role_spans (participant_id, since_seq, role) VALUES ($1, 0, $2::participant_role)", [id, role]);
  }
  return { interviewId, interviewerId, candidateId, interviewQuestionId, documentId };
}
