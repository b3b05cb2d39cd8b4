import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import * as Y from "yjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memoryOutbox } from "@/lib/realtime/outbox";
import { openRoom, type Room } from "@/lib/realtime/room-client";
import { guestCookieName, signGuestPass } from "@/server/auth/guest-pass";
import { openDatabase, type Database } from "@/server/db";
import { inRepository, repositoryFolder } from "@/server/setup/paths";
import { appendEntry } from "@/server/transcripts/append";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { eventually } from "@/tests/support/eventually";
import { insertInterview } from "@/tests/support/rows";

const secret = "a secret that only this test knows, long enough";
let testDatabase: TestDatabase;
let database: Database;
let web: ChildProcess;
let port: number;
const rooms: Room[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  ({ port } = probe.address() as AddressInfo);
  probe.close();
  web = await startWeb();
});
afterAll(async () => {
  await Promise.all(rooms.map((room) => room.close()));
  await kill(web);
  await database.close();
  await testDatabase.close();
});

async function startWeb(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", inRepository("tests/support/web-process.ts")], {
    cwd: repositoryFolder, stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: { ...process.env, DATABASE_URL: testDatabase.url, CONVOLVE_SECRET: secret, PORT: String(port) },
  });
  await once(child, "message");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.signalCode !== null || child.exitCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

describe("a web process that is killed while two people type", () => {
  it("comes back with every acknowledged edit in order, and gets what was not acknowledged once more", async () => {
    const { interviewId, interviewerId, candidateId, documentId, interviewQuestionId } = await insertInterview(database.pool);
    const base = { interviewId, participantId: interviewerId, audience: "everyone" } as const;
    for (const [participantId, role] of [[interviewerId, "interviewer"], [candidateId, "candidate"]] as const) {
      await appendEntry(database.pool, { ...base, kind: "participant_joined", payload: { participantId, name: role, hue: 0, role, isGuest: true } });
    }
    await appendEntry(database.pool, { ...base, kind: "interview_started", payload: { deadlineAt: Date.now() + 1_000_000 } });
    await appendEntry(database.pool, { ...base, kind: "question_opened", payload: { interviewQuestionId, documentId, questionVersionId: crypto.randomUUID() } });

    const documents = await Promise.all([interviewerId, candidateId].map(async (participantId) => {
      const pass = signGuestPass({ interviewId, participantId }, secret);
      const room = openRoom({
        interviewId, origin: `http://127.0.0.1:${port}`, cookie: `${guestCookieName(interviewId)}=${pass}`, outboxFor: () => memoryOutbox(),
      });
      rooms.push(room);
      await eventually(() => expect(room.getSnapshot().connection.state).toBe("connected"));
      const document = room.document(documentId);
      await eventually(() => expect(document.getSnapshot().isSynced).toBe(true));
      return document;
    }));

    let typed = 0;
    let isTyping = true;
    /** Each types at the end of the text; "saved" is what the server had acknowledged when it was asked last. */
    const typists = documents.map(async (document, who) => {
      while (isTyping) {
        const { text } = document.getSnapshot();
        text.insert(text.length, `${who}.${typed++};`);
        await new Promise((done) => setTimeout(done, 30));
      }
    });
    for (let round = 0; round < 2; round += 1) {
      const before = typed;
      await eventually(() => expect(typed).toBeGreaterThan(before + 20));
      await kill(web);
      web = await startWeb();
    }
    isTyping = false;
    await Promise.all(typists);
    await eventually(() => {
      for (const document of documents) expect(document.getSnapshot().unacknowledged).toBe(0);
      expect(documents[0]?.getSnapshot().text.toString()).toBe(documents[1]?.getSnapshot().text.toString());
    }, 15_000);

    const { rows } = await database.pool.query<{ seq: number; update: Buffer | null }>("SELECT seq, update FROM entries WHERE interview_id = $1 ORDER BY seq", [interviewId]);
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, index) => index + 1));
    const kept = new Y.Doc();
    for (const row of rows) if (row.update) Y.applyUpdate(kept, row.update);
    const text = kept.getText("code").toString();
    expect(text).toBe(documents[0]?.getSnapshot().text.toString());
    for (let index = 0; index < typed; index += 1) expect(text).toContain(`.${index};`);
  }, 60_000);
});
