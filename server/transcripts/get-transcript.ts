import { can } from "@/lib/interviews/permissions";
import { questionSheet } from "@/lib/questions/types";
import { fail, ok, type Result } from "@/lib/result";
import type { Transcript, TranscriptQuestion } from "@/lib/transcript/wire";
import type { Database } from "@/server/db";
import type { InterviewAccess } from "@/server/interviews/access";
import { listEntries, type StoredEntry } from "@/server/transcripts/read";

/** Entries of one read: an hour's interview takes a handful of reads and never one huge one. */
const pageSize = 5_000;

/** Everything of an interview that is over that this viewer may ever see. */
export async function getTranscript(database: Database, access: InterviewAccess): Promise<Result<Transcript, "not_found" | "not_ended">> {
  if (!can(access.role, "transcript:read", access.phase)) return fail("not_ended");
  const { rows } = await database.pool.query<{ title: string; minutes: number }>(
    "SELECT title, minutes FROM interviews WHERE id = $1", [access.interviewId],
  );
  const [interview] = rows;
  if (!interview) return fail("not_found");
  const entries = await listAllEntries(database, access);
  const questions = await listOpenedQuestions(database, access, entries);
  return ok({ ...interview, viewer: { participantId: access.participantId, role: access.role }, questions, entries });
}

async function listAllEntries(database: Database, access: InterviewAccess): Promise<StoredEntry[]> {
  const all: StoredEntry[] = [];
  for (;;) {
    const page = await listEntries(database, access, { afterSeq: all.at(-1)?.seq ?? 0, limit: pageSize });
    all.push(...page);
    if (page.length < pageSize) return all;
  }
}

/** The sheets of the questions whose opening this viewer saw, in the version that was on the table. Nothing else of a question is read. */
async function listOpenedQuestions(database: Database, access: InterviewAccess, entries: readonly StoredEntry[]): Promise<TranscriptQuestion[]> {
  const seen = new Set<unknown>(entries.filter((entry) => entry.kind === "question_opened").map((entry) => idIn(entry.payload)));
  const { rows } = await database.pool.query<{ interviewQuestionId: string; position: number; sheet: unknown }>(
    `SELECT interview_questions.id AS "interviewQuestionId", position, sheet
     FROM interview_questions JOIN question_versions ON question_versions.id = question_version_id
     WHERE interview_id = $1 AND opened_at IS NOT NULL ORDER BY position`,
    [access.interviewId],
  );
  return rows.flatMap(({ interviewQuestionId, position, sheet }) => {
    // A sheet of another shape (an older version) is left out: the code and all else still show.
    const parsed = questionSheet.safeParse(sheet);
    return seen.has(interviewQuestionId) && parsed.success ? [{ interviewQuestionId, position, sheet: parsed.data }] : [];
  });
}

function idIn(payload: unknown): unknown {
  return typeof payload === "object" && payload !== null && "interviewQuestionId" in payload ? payload.interviewQuestionId : null;
}
