import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createReplay } from "@/lib/transcript/replay";
import { decodeTranscript, encodeTranscript, wireTranscript, type Transcript } from "@/lib/transcript/wire";
import { openDatabase, type Database } from "@/server/db";
import { requireAccess } from "@/server/interviews/access";
import { appendEntries, appendEntry } from "@/server/transcripts/append";
import { getTranscript } from "@/server/transcripts/get-transcript";
import { listEntries } from "@/server/transcripts/read";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { insertInterview, type InsertedInterview } from "@/tests/support/rows";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
});
afterAll(async () => {
  await database.close();
  await testDatabase.close();
});

const sheet = {
  slug: "conv2d-forward", kind: "coding", seedItem: 3, difficulty: "medium", minutes: 30, topics: ["convolution"], prerequisites: [],
  title: { en: "Convolution", zh: "卷积" }, summary: { en: "Loops", zh: "循环" }, statement: { en: "Write it.", zh: "写出来。" }, coding: null,
};

async function accessOf(interviewId: string, participantId: string) {
  const access = await requireAccess(database, { person: null, guests: [{ interviewId, participantId }] }, interviewId);
  if (!access.ok) throw new Error("no access");
  return access.value;
}

/** An interview with something for everyone, something for its interviewer alone, and a question that stayed closed. */
async function interview(options: { ended: boolean }): Promise<InsertedInterview> {
  const { pool } = database;
  const inserted = await insertInterview(pool);
  const { interviewId, interviewerId, candidateId, interviewQuestionId, documentId } = inserted;
  await pool.query("UPDATE question_versions SET sheet = $1, guide = $2 WHERE id = (SELECT question_version_id FROM interview_questions WHERE id = $3)", [
    JSON.stringify(sheet), JSON.stringify({ editorial: "the secret solution" }), interviewQuestionId,
  ]);
  await pool.query(
    `INSERT INTO interview_questions (id, interview_id, question_version_id, position)
     SELECT gen_random_uuid(), interview_id, question_version_id, 1 FROM interview_questions WHERE id = $1`, [interviewQuestionId],
  );
  const everyone = { interviewId, audience: "everyone" } as const;
  await appendEntries(pool, [
    { ...everyone, participantId: interviewerId, kind: "question_opened", payload: { interviewQuestionId, documentId, questionVersionId: interviewQuestionId } },
    { ...everyone, participantId: candidateId, kind: "edited", payload: { documentId }, update: new Uint8Array([1, 2, 3, 255]) },
    { ...everyone, participantId: candidateId, kind: "chat_sent", payload: { text: "shall I vectorise?" } },
    { interviewId, audience: [interviewerId], participantId: interviewerId, kind: "note_written", payload: { text: "thinks about axes first" } },
    { ...everyone, participantId: interviewerId, kind: "chat_sent", payload: { text: "please do" } },
  ]);
  if (options.ended) await pool.query("UPDATE interviews SET phase = 'ended', ended_at = now() WHERE id = $1", [interviewId]);
  return inserted;
}

async function transcriptOf(interviewId: string, participantId: string): Promise<Transcript> {
  const transcript = await getTranscript(database, await accessOf(interviewId, participantId));
  if (!transcript.ok) throw new Error(transcript.code);
  return transcript.value;
}
const kinds = (transcript: Transcript) => transcript.entries.map((entry) => entry.kind);

describe("a transcript", () => {
  it("leaves an interviewer's notes out of the candidate's bytes, and keeps them for their author", async () => {
    const { interviewId, interviewerId, candidateId } = await interview({ ended: true });
    const theirs = await transcriptOf(interviewId, candidateId);
    expect(kinds(theirs)).toEqual(["question_opened", "edited", "chat_sent", "chat_sent"]);
    const bytes = JSON.stringify(encodeTranscript(theirs));
    expect(bytes).not.toContain("thinks about axes");
    expect(bytes).not.toContain("secret solution");
    expect(kinds(await transcriptOf(interviewId, interviewerId))).toContain("note_written");
  });

  it("opens nothing earlier to somebody who became an interviewer afterwards", async () => {
    const { interviewId, candidateId } = await interview({ ended: true });
    await database.pool.query("INSERT INTO role_spans (participant_id, since_seq, role) VALUES ($1, 99, 'interviewer')", [candidateId]);
    const transcript = await transcriptOf(interviewId, candidateId);
    expect(transcript.viewer.role).toBe("interviewer");
    expect(kinds(transcript)).not.toContain("note_written");
  });

  it("holds the sheets of the questions that were opened, and of no other", async () => {
    const { interviewId, candidateId, interviewQuestionId } = await interview({ ended: true });
    const { questions } = await transcriptOf(interviewId, candidateId);
    expect(questions).toEqual([{ interviewQuestionId, position: 0, sheet }]);
  });

  it("is closed until the interview has ended", async () => {
    const { interviewId, interviewerId } = await interview({ ended: false });
    expect(await getTranscript(database, await accessOf(interviewId, interviewerId))).toEqual({ ok: false, code: "not_ended" });
  });

  it("reaches a browser as a replay with the same entries and the same bytes of each edit", async () => {
    const { interviewId, candidateId } = await interview({ ended: true });
    const sent = await transcriptOf(interviewId, candidateId);
    const arrived = decodeTranscript(wireTranscript.parse(JSON.parse(JSON.stringify(encodeTranscript(sent)))));
    expect(arrived.entries.map((entry) => entry.seq)).toEqual([1, 2, 3, 5]);
    expect(arrived.entries.find((entry) => entry.kind === "edited")?.update).toEqual(new Uint8Array([1, 2, 3, 255]));
    expect(createReplay(arrived).final.chat.map((message) => message.text)).toEqual(["shall I vectorise?", "please do"]);
  });

  it("is read page by page in order of seq, with edits or without", async () => {
    const { interviewId, interviewerId } = await interview({ ended: true });
    const access = await accessOf(interviewId, interviewerId);
    await appendEntry(database.pool, { interviewId, audience: "everyone", participantId: null, kind: "interview_ended", payload: { reason: "time_over" } });
    const first = await listEntries(database, access, { limit: 4 });
    const rest = await listEntries(database, access, { afterSeq: first.at(-1)?.seq, limit: 4 });
    expect([...first, ...rest].map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6]);
    const without = await listEntries(database, access, { withoutEdits: true });
    expect(without.map((entry) => entry.seq)).toEqual([1, 3, 4, 5, 6]);
    expect(Math.abs((rest.at(-1)?.at ?? 0) - Date.now())).toBeLessThan(60_000);
  });
});
