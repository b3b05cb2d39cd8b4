import type { Role } from "@/lib/interviews/permissions";
import type { Phase } from "@/lib/interviews/phase";
import { questionSheet, type QuestionSheet } from "@/lib/questions/types";
import { hashToken } from "@/server/auth/token";
import type { Database } from "@/server/db";
import type { InterviewAccess } from "@/server/interviews/access";

export type InterviewRow = {
  readonly interviewId: string;
  readonly title: string;
  readonly phase: Phase;
  readonly minutes: number;
  readonly role: Role;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** The names of the others. */
  readonly others: readonly string[];
};

/** A person's interviews: those under way first, then the newest. */
export async function listInterviews(database: Database, personId: string, limit = 50): Promise<InterviewRow[]> {
  const { rows } = await database.pool.query<Omit<InterviewRow, "createdAt" | "startedAt" | "endedAt"> & { createdAt: Date; startedAt: Date | null; endedAt: Date | null }>(
    `SELECT interviews.id AS "interviewId", title, phase, minutes, created_at AS "createdAt", started_at AS "startedAt", ended_at AS "endedAt",
       (SELECT role FROM role_spans WHERE participant_id = mine.id ORDER BY since_seq DESC LIMIT 1) AS role,
       ARRAY(SELECT name FROM participants WHERE interview_id = interviews.id AND id <> mine.id AND removed_at IS NULL ORDER BY joined_at) AS others
     FROM participants AS mine JOIN interviews ON interviews.id = mine.interview_id
     WHERE mine.person_id = $1 AND mine.removed_at IS NULL
     ORDER BY phase = 'ended', coalesce(ended_at, created_at) DESC LIMIT $2`,
    [personId, limit],
  );
  return rows.map((row) => ({
    ...row, createdAt: row.createdAt.toISOString(), startedAt: row.startedAt?.toISOString() ?? null, endedAt: row.endedAt?.toISOString() ?? null,
  }));
}

export type Invitation = {
  readonly interviewId: string;
  readonly title: string;
  readonly hostName: string;
  readonly minutes: number;
  readonly phase: Phase;
  readonly isExpired: boolean;
};

/** What the holder of a link may know before joining. Null for a code that never was, or was voided. */
export async function getInvitation(database: Database, code: string): Promise<Invitation | null> {
  const { rows } = await database.pool.query<Invitation>(
    `SELECT interviews.id AS "interviewId", title, people.name AS "hostName", minutes, phase,
       coalesce(invite_expires_at < clock_timestamp(), false) AS "isExpired"
     FROM interviews JOIN people ON people.id = host_id WHERE invite_code_hash = $1`,
    [hashToken(code)],
  );
  return rows[0] ?? null;
}

export type InterviewForPage = { readonly title: string; readonly minutes: number; readonly hasConsented: boolean; readonly createdAt: string };

export async function getInterviewForPage(database: Database, access: InterviewAccess): Promise<InterviewForPage | null> {
  const { rows } = await database.pool.query<Omit<InterviewForPage, "createdAt"> & { createdAt: Date }>(
    `SELECT title, minutes, participants.consented_at IS NOT NULL AS "hasConsented", interviews.created_at AS "createdAt"
     FROM interviews JOIN participants ON participants.id = $2 WHERE interviews.id = $1`,
    [access.interviewId, access.participantId],
  );
  return rows[0] ? { ...rows[0], createdAt: rows[0].createdAt.toISOString() } : null;
}

export type InterviewQuestion = {
  readonly interviewQuestionId: string;
  readonly position: number;
  readonly openedAt: string | null;
  readonly documentId: string;
  readonly sheet: QuestionSheet;
};

/** Everyone sees what is on the table; interviewers also what is still to come. The select holds no guide and no test. */
export async function listInterviewQuestions(database: Database, access: InterviewAccess): Promise<InterviewQuestion[]> {
  const { rows } = await database.pool.query<Omit<InterviewQuestion, "openedAt" | "sheet"> & { openedAt: Date | null; sheet: unknown }>(
    `SELECT interview_questions.id AS "interviewQuestionId", position, opened_at AS "openedAt", documents.id AS "documentId", sheet
     FROM interview_questions
     JOIN question_versions ON question_versions.id = question_version_id
     JOIN documents ON documents.interview_question_id = interview_questions.id
     WHERE interview_questions.interview_id = $1 AND (opened_at IS NOT NULL OR $2) ORDER BY position`,
    [access.interviewId, access.role === "interviewer"],
  );
  return rows.map((row) => ({ ...row, openedAt: row.openedAt?.toISOString() ?? null, sheet: questionSheet.parse(row.sheet) }));
}
