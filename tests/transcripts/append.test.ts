import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appendEntries, appendEntry, type NewEntry } from "@/server/transcripts/append";
import { createEntryWriter } from "@/server/transcripts/entry-writer";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { insertInterview } from "@/tests/support/rows";

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 8 });
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

const chat = (interviewId: string, participantId: string, text: string): Exclude<NewEntry, { kind: "edited" }> => ({
  interviewId, participantId, kind: "chat_sent", audience: "everyone", payload: { text },
});
const edit = (interviewId: string, participantId: string, documentId: string, more: object = {}): NewEntry => ({
  interviewId, participantId, kind: "edited", audience: "everyone", payload: { documentId }, update: new Uint8Array([0, 0]), ...more,
});

async function seqs(interviewId: string): Promise<number[]> {
  const { rows } = await pool.query<{ seq: number }>("SELECT seq FROM entries WHERE interview_id = $1 ORDER BY seq", [interviewId]);
  return rows.map((row) => row.seq);
}

describe("the transcript", () => {
  it("numbers entries without a gap when many writers append to several interviews at once", async () => {
    const interviews = await Promise.all([1, 2, 3].map(() => insertInterview(pool)));
    const writers = Array.from({ length: 24 }, (_, writer) =>
      appendEntries(pool, interviews.map((each) => chat(each.interviewId, each.candidateId, `from ${writer}`))),
    );
    await Promise.all(writers);
    for (const { interviewId } of interviews) {
      expect(await seqs(interviewId)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    }
  });

  it("never shows an entry before an earlier one of the same interview", async () => {
    const { interviewId, candidateId } = await insertInterview(pool);
    let isDone = false;
    const reader = (async () => {
      let seen = 0;
      while (!isDone) {
        const read = await seqs(interviewId);
        expect(read).toEqual(Array.from({ length: read.length }, (_, index) => index + 1));
        expect(read.length).toBeGreaterThanOrEqual(seen);
        seen = read.length;
      }
    })();
    await Promise.all(Array.from({ length: 60 }, (_, index) => appendEntry(pool, chat(interviewId, candidateId, String(index)))));
    isDone = true;
    await reader;
  });

  it("refuses an edit after the deadline by the database's clock, and keeps the chat beside it", async () => {
    const { interviewId, candidateId, documentId } = await insertInterview(pool, { deadline: "clock_timestamp() - interval '1 second'" });
    const written = await appendEntries(pool, [edit(interviewId, candidateId, documentId), chat(interviewId, candidateId, "too late?")]);
    expect(written[0]).toBeNull();
    expect(written[1]?.seq).toBe(1);
  });

  it("refuses a candidate's edit in a locked editor and takes an interviewer's", async () => {
    const { interviewId, candidateId, interviewerId, documentId } = await insertInterview(pool, { locked: true });
    const written = await appendEntries(pool, [
      edit(interviewId, candidateId, documentId, { respectsLock: true }),
      edit(interviewId, interviewerId, documentId),
    ]);
    expect(written.map((each) => each?.seq ?? null)).toEqual([null, 1]);
  });

  it("commits what many people type together in the order in which each typed", async () => {
    const { interviewId, candidateId } = await insertInterview(pool);
    const writer = createEntryWriter({ pool });
    const written = await Promise.all(Array.from({ length: 300 }, (_, index) => writer.append(chat(interviewId, candidateId, String(index)))));
    await writer.close();
    expect(written.map((each) => each?.seq)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
  });

  it("holds edits while the database is away and commits them in order when it is back", async () => {
    const { interviewId, candidateId, documentId } = await insertInterview(pool);
    let isAway = true;
    const flaky = {
      query: (...args: unknown[]) =>
        isAway ? Promise.reject(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" })) : (pool.query as (...all: unknown[]) => unknown)(...args),
    } as unknown as Pool;
    pool.query = pool.query.bind(pool) as typeof pool.query;
    const faults: unknown[] = [];
    const writer = createEntryWriter({ pool: flaky, retryMs: 5, onFault: (fault) => faults.push(fault) });
    const edits = [writer.append(edit(interviewId, candidateId, documentId)), writer.append(edit(interviewId, candidateId, documentId))];
    await expect(writer.append(chat(interviewId, candidateId, "is anybody there?"))).rejects.toThrow("ECONNREFUSED");
    expect(writer.heldEdits).toBe(2);
    isAway = false;
    expect((await Promise.all(edits)).map((each) => each?.seq)).toEqual([1, 2]);
    expect(faults.length).toBeGreaterThan(0);
    await writer.close();
  });

  it("does not let one impossible entry take the others of its batch with it", async () => {
    const { interviewId, candidateId } = await insertInterview(pool);
    const writer = createEntryWriter({ pool });
    const good = writer.append(chat(interviewId, candidateId, "kept"));
    const bad = writer.append(chat(interviewId, "not an id", "impossible"));
    const alsoGood = writer.append(chat(interviewId, candidateId, "kept as well"));
    await expect(bad).rejects.toThrow();
    expect([(await good)?.seq, (await alsoGood)?.seq]).toEqual([1, 2]);
    await writer.close();
  });
});
