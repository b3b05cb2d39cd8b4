import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { io } from "socket.io-client";
import * as parser from "socket.io-msgpack-parser";
import * as Y from "yjs";
import type { DocumentClient } from "@/lib/realtime/document-client";
import { memoryOutbox } from "@/lib/realtime/outbox";
import type { Room } from "@/lib/realtime/room-client";
import { toWire } from "@/lib/realtime/wire";
import { eventually } from "@/tests/support/eventually";
import { insertInterview, type InsertedInterview } from "@/tests/support/rows";
import { startTestServer, until, type TestServer } from "@/tests/support/server";
import { appendEntry } from "@/server/transcripts/append";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const textOf = (document: DocumentClient) => document.getSnapshot().text.toString();
const type = (document: DocumentClient, text: string, at = 0) => document.getSnapshot().text.insert(at, text);
const allSaved = (document: DocumentClient) =>
  eventually(() => {
    const { isSynced, unacknowledged } = document.getSnapshot();
    if (!isSynced || unacknowledged > 0) throw new Error(`synced: ${isSynced}, not acknowledged: ${unacknowledged}`);
  });

/** A live interview as the service leaves it: with the entries from which a room knows its people and its question. */
async function liveInterview(options: Parameters<typeof insertInterview>[1] = {}): Promise<InsertedInterview> {
  const { pool } = server.database;
  const inserted = await insertInterview(pool, options);
  const { interviewId, interviewerId, candidateId, interviewQuestionId, documentId } = inserted;
  const base = { interviewId, audience: "everyone" } as const;
  for (const [participantId, name, role] of [[interviewerId, "Ida", "interviewer"], [candidateId, "Cai", "candidate"]] as const) {
    await appendEntry(pool, {
      ...base, participantId, kind: "participant_joined",
      payload: { participantId, name, hue: role === "candidate" ? 1 : 0, role, isGuest: true },
    });
  }
  if (options?.phase !== "lobby") {
    const { rows } = await pool.query<{ deadline_at: Date }>("SELECT deadline_at FROM interviews WHERE id = $1", [interviewId]);
    await appendEntry(pool, {
      ...base, participantId: interviewerId, kind: "interview_started", payload: { deadlineAt: rows[0]?.deadline_at.getTime() ?? 0 },
    });
    await appendEntry(pool, {
      ...base, participantId: interviewerId, kind: "question_opened",
      payload: { interviewQuestionId, documentId, questionVersionId: crypto.randomUUID() },
    });
  }
  return inserted;
}

async function bothInside(options: Parameters<typeof insertInterview>[1] = {}): Promise<InsertedInterview & { ida: Room; cai: Room }> {
  const interview = await liveInterview(options);
  const ida = await server.open(interview.interviewId, interview.interviewerId);
  const cai = await server.open(interview.interviewId, interview.candidateId);
  return { ...interview, ida, cai };
}

describe("a live room", () => {
  it("shows what one types to the other and acknowledges it after the commit", async () => {
    const { ida, cai, documentId, interviewId } = await bothInside();
    const [hers, his] = [ida.document(documentId), cai.document(documentId)];
    await Promise.all([allSaved(hers), allSaved(his)]);
    type(his, "import numpy as np\n");
    type(hers, "# hello\n");
    await Promise.all([allSaved(hers), allSaved(his)]);
    await eventually(() => expect(textOf(hers)).toBe(textOf(his)));
    expect(textOf(hers)).toContain("import numpy as np\n");
    const { rows } = await server.database.pool.query("SELECT 1 FROM entries WHERE interview_id = $1 AND kind = 'edited'", [interviewId]);
    expect(rows).toHaveLength(2);
  });

  it("tells both of chat, and an interviewer's note to nobody else", async () => {
    const { ida, cai } = await bothInside();
    expect((await cai.request("chat:send", { text: "shall I start?" })).ok).toBe(true);
    expect((await ida.request("note:write", { text: "asks first: good" })).ok).toBe(true);
    await until(ida, ({ interview }) => interview.chat.length === 1 && interview.notes.length === 1);
    await until(cai, ({ interview }) => interview.chat.length === 1);
    expect((await cai.request("note:write", { text: "may I?" }))).toEqual({ ok: false, code: "not_allowed" });
    expect(cai.getSnapshot().interview.notes).toEqual([]);
    expect(JSON.stringify(cai.getSnapshot().interview)).not.toContain("asks first");
  });

  it("says who is here and who left", async () => {
    const { ida, cai, candidateId } = await bothInside();
    await until(ida, ({ interview }) => interview.participants.get(candidateId)?.connection.state === "connected");
    await cai.close();
    await until(ida, ({ interview }) => interview.participants.get(candidateId)?.connection.state === "left");
  });

  it("shows each one's cursor under the name that the server knows", async () => {
    const { ida, cai, documentId } = await bothInside();
    const [hers, his] = [ida.document(documentId), cai.document(documentId)];
    await Promise.all([allSaved(hers), allSaved(his)]);
    type(his, "abc");
    await allSaved(his);
    const at = JSON.stringify(Y.createRelativePositionFromTypeIndex(his.getSnapshot().text, 1));
    his.getSnapshot().awareness.setLocalState({ user: { name: "Somebody else" }, selection: { anchor: JSON.parse(at), head: JSON.parse(at) } });
    await eventually(() => {
      const states = [...hers.getSnapshot().awareness.getStates().values()] as { user?: { name: string } }[];
      expect(states.map((state) => state.user?.name)).toContain("Cai");
    });
  });

  it("refuses a candidate's edit in a locked editor, keeps the text to copy, and lets them go on after the unlock", async () => {
    const { ida, cai, documentId } = await bothInside();
    const [hers, his] = [ida.document(documentId), cai.document(documentId)];
    await Promise.all([allSaved(hers), allSaved(his)]);
    type(his, "kept ");
    await allSaved(his);
    expect((await ida.request("editor:lock", { locked: true })).ok).toBe(true);
    await until(cai, ({ interview }) => interview.editorLocked);
    type(his, "refused ");
    await eventually(() => expect(his.getSnapshot().refused).toEqual([{ text: "refused ", code: "editor_locked" }]));
    await allSaved(his);
    expect(textOf(his)).toBe("kept ");
    expect(textOf(hers)).toBe("kept ");
    await ida.request("editor:lock", { locked: false });
    await until(cai, ({ interview }) => !interview.editorLocked);
    type(his, "again ");
    await allSaved(his);
    await eventually(() => expect(textOf(hers)).toBe("again kept "));
  });

  it("takes no edit after the deadline, whatever the browser's clock says", async () => {
    const { cai, documentId } = await bothInside({ deadline: "clock_timestamp() + interval '400 milliseconds'" });
    const his = cai.document(documentId);
    await allSaved(his);
    await until(cai, ({ interview }) => interview.phase === "ended");
    type(his, "one more thing");
    await eventually(() => expect(his.getSnapshot().refused.map((each) => each.text)).toEqual(["one more thing"]));
    expect(cai.getSnapshot().interview.ended?.reason).toBe("time_over");
  });

  it("sends again after a reconnect what the server had not acknowledged, also from an earlier load of the page", async () => {
    const { ida, cai, documentId, interviewId, candidateId } = await bothInside();
    const hers = ida.document(documentId);
    await allSaved(hers);
    await cai.close();
    // A page that was closed while offline leaves its edits in the browser's outbox.
    const outbox = memoryOutbox();
    const page = await server.open(interviewId, candidateId, { outbox });
    const before = page.document(documentId);
    await allSaved(before);
    before.disconnected();
    type(before, "typed offline\n");
    expect(before.getSnapshot().unacknowledged).toBe(1);
    await page.close();
    const again = (await server.open(interviewId, candidateId, { outbox })).document(documentId);
    await allSaved(again);
    expect(textOf(again)).toBe("typed offline\n");
    await eventually(() => expect(textOf(hers)).toBe("typed offline\n"));
  });

  it("gives an interview's start to the interviewer alone", async () => {
    const { ida, cai } = await bothInside({ phase: "lobby" });
    expect(await cai.request("interview:start", {})).toEqual({ ok: false, code: "not_allowed" });
    expect((await ida.request("interview:start", {})).ok).toBe(true);
    await until(cai, ({ interview }) => interview.phase === "live" && interview.clock.state === "running");
    expect(await ida.request("interview:start", {})).toEqual({ ok: false, code: "not_live" });
  });
});

describe("the socket door", () => {
  const rawSocket = (cookie: string, headers: object = {}) =>
    io(server.origin, { parser, transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders: { cookie, origin: server.origin, ...headers } });
  const outcome = (socket: ReturnType<typeof io>) =>
    new Promise<string>((resolve) => {
      socket.on("connect", () => resolve("connected"));
      socket.on("connect_error", (error) => resolve(error.message));
    });

  it("lets nobody in without a session or a guest's cookie, nor with a forged one", async () => {
    const { interviewId, candidateId, interviewerId } = await liveInterview();
    const strangers = [rawSocket(""), rawSocket(server.guestCookie(interviewId, candidateId).replace(candidateId, interviewerId))];
    expect(await Promise.all(strangers.map(outcome))).toEqual(["not_signed_in", "not_signed_in"]);
    strangers.forEach((socket) => socket.close());
  });

  it("refuses a page of another site", async () => {
    const { interviewId, candidateId } = await liveInterview();
    const socket = rawSocket(server.guestCookie(interviewId, candidateId), { origin: "https://elsewhere.example" });
    expect(await outcome(socket)).not.toBe("connected");
    socket.close();
  });

  it("shows a guest of one interview nothing of another", async () => {
    const [mine, other] = [await liveInterview(), await liveInterview()];
    const room = await server.open(mine.interviewId, mine.candidateId);
    const socket = rawSocket(server.guestCookie(mine.interviewId, mine.candidateId));
    expect(await outcome(socket)).toBe("connected");
    expect(await socket.emitWithAck("room:join", { interviewId: other.interviewId, sinceSeq: 0 })).toEqual({ ok: false, code: "not_found" });
    expect(await room.request("document:open", { documentId: other.documentId, clientId: 5, stateVector: toWire(new Uint8Array([0])) })).toEqual({
      ok: false, code: "not_found",
    });
    socket.close();
  });

  it("answers garbage with a code, needs no acknowledgement, and lives on", async () => {
    const { interviewId, candidateId, documentId } = await liveInterview();
    const socket = rawSocket(server.guestCookie(interviewId, candidateId));
    await outcome(socket);
    expect(await socket.emitWithAck("room:join", { interviewId, sinceSeq: 0 })).toMatchObject({ ok: true });
    const nested = JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`) as unknown;
    for (const garbage of [null, undefined, 7, "x", [], nested, { text: "" }, { text: "x".repeat(5_000) }, { text: 3 }, { text: "ok", role: "interviewer" }]) {
      expect(await socket.emitWithAck("chat:send", garbage)).toEqual({ ok: false, code: "malformed" });
    }
    socket.emit("chat:send", { text: "no acknowledgement wanted" });
    socket.emit("no:such:event", {}, "not a function");
    socket.emit("chat:send", { text: "not a function either" }, "reply");
    await socket.emitWithAck("document:open", { documentId, clientId: 9, stateVector: toWire(new Uint8Array([0])) });
    for (const update of [new Uint8Array([255, 255, 255]), new Uint8Array(0), crypto.getRandomValues(new Uint8Array(64))]) {
      expect(await socket.emitWithAck("document:edit", { documentId, update: toWire(update) })).toEqual({ ok: false, code: "bad_update" });
    }
    expect(await socket.emitWithAck("chat:send", { text: "still here" })).toMatchObject({ ok: true });
    socket.close();
  });

  it("refuses insertions under somebody else's Yjs clientID", async () => {
    const { interviewId, candidateId, interviewerId, documentId } = await liveInterview();
    const ida = await server.open(interviewId, interviewerId);
    const hers = ida.document(documentId);
    await allSaved(hers);
    type(hers, "hers");
    await allSaved(hers);
    const socket = rawSocket(server.guestCookie(interviewId, candidateId));
    await outcome(socket);
    await socket.emitWithAck("room:join", { interviewId, sinceSeq: 0 });
    const clientId = hers.getSnapshot().doc.clientID;
    expect(await socket.emitWithAck("document:open", { documentId, clientId, stateVector: toWire(new Uint8Array([0])) })).toEqual({
      ok: false, code: "foreign_client",
    });
    await socket.emitWithAck("document:open", { documentId, clientId: 77, stateVector: toWire(new Uint8Array([0])) });
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(hers.getSnapshot().doc));
    forged.clientID = clientId;
    forged.getText("code").insert(4, " and not hers");
    const update = Y.encodeStateAsUpdate(forged, Y.encodeStateVector(hers.getSnapshot().doc));
    expect(await socket.emitWithAck("document:edit", { documentId, update: toWire(update) })).toEqual({ ok: false, code: "foreign_client" });
    expect(textOf(hers)).toBe("hers");
    socket.close();
  });
});
