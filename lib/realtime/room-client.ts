import { io } from "socket.io-client";
import * as parser from "socket.io-msgpack-parser";
import { fail, ok, type Result } from "@/lib/result";
import { emptyInterview, foldAll, type InterviewState } from "@/lib/transcript/fold";
import { readEntry, type Entry } from "@/lib/transcript/entries";
import type { Role } from "@/lib/interviews/permissions";
import { createDocumentClient, type DocumentClient, type Request, type RequestFailure } from "@/lib/realtime/document-client";
import {
  clientEvents, eventResult, serverEvents, type ClientEvent, type EventReply, type ServerEvent, type ServerPayload, type WireEntry,
} from "@/lib/realtime/events";
import type { Outbox } from "@/lib/realtime/outbox";

export type Connection =
  | { readonly state: "connecting"; readonly since: number }
  | { readonly state: "connected"; readonly since: number }
  | { readonly state: "offline"; readonly since: number }
  | { readonly state: "closed"; readonly since: number; readonly reason: ServerPayload<"room:closed">["reason"] | RequestFailure };

export type Progress = ServerPayload<"execution:progressed">;

export type RoomSnapshot = {
  readonly connection: Connection;
  readonly me: { readonly participantId: string; readonly role: Role } | null;
  readonly title: string;
  readonly interview: InterviewState;
  readonly progress: ReadonlyMap<string, Progress>;
  /** Server's clock minus this browser's. */
  readonly clockOffsetMs: number;
};

export type Room = ReturnType<typeof openRoom>;

const answerTimeoutMs = 15_000;

/** A live room in one tab: one socket, the fold over its entries, its documents. No React; tests use it as browsers do. */
export function openRoom(options: {
  interviewId: string;
  /** Empty in a browser: the page's own origin. */
  origin?: string;
  /** For tests in Node; a browser sends its own. */
  cookie?: string;
  outboxFor: (participantId: string) => Outbox;
  now?: () => number;
}) {
  const now = options.now ?? Date.now;
  const socket = io(options.origin ?? "", {
    parser,
    transports: ["websocket"],
    reconnectionDelay: 300,
    reconnectionDelayMax: 3_000,
    ...(options.cookie === undefined ? {} : { extraHeaders: { cookie: options.cookie, origin: options.origin ?? "" } }),
    forceNew: true,
  });
  const listeners = new Set<() => void>();
  const documents = new Map<string, DocumentClient>();
  let outbox: Outbox | null = null;
  /** Entries that arrive while the reply to room:join is under way: folding them first would hide the earlier ones. */
  let early: Entry[] | null = [];
  let snapshot: RoomSnapshot = {
    connection: { state: "connecting", since: now() }, me: null, title: "", interview: emptyInterview(0),
    progress: new Map(), clockOffsetMs: 0,
  };

  function update(change: Partial<RoomSnapshot>): void {
    snapshot = { ...snapshot, ...change };
    for (const listener of listeners) listener();
  }

  const request: Request = async (event, payload) => {
    if (!socket.connected) return fail("offline");
    const answer: unknown = await socket.timeout(answerTimeoutMs).emitWithAck(event, payload).catch(() => null);
    const result = eventResult.safeParse(answer);
    if (!result.success) return fail("no_answer");
    if (!result.data.ok) return fail(result.data.code);
    const reply = clientEvents[event].reply.safeParse(result.data.value);
    return reply.success ? ok(reply.data as EventReply<typeof event>) : fail("no_answer");
  };

  async function join(): Promise<void> {
    early = [];
    const sentAt = now();
    const answer = await request("room:join", { interviewId: options.interviewId, sinceSeq: snapshot.interview.lastSeq });
    if (!answer.ok) {
      if (answer.code === "offline" || answer.code === "no_answer" || answer.code === "database_unavailable") {
        // The socket is there but the room is not: try again by a fresh connection.
        socket.disconnect().connect();
        return;
      }
      close({ state: "closed", since: now(), reason: answer.code });
      return;
    }
    const { participantId, role, title, minutes, serverTime, entries } = answer.value;
    outbox ??= options.outboxFor(participantId);
    const base = snapshot.me === null ? emptyInterview(minutes) : snapshot.interview;
    const arrived = early;
    early = null;
    update({
      connection: { state: "connected", since: now() },
      me: { participantId, role },
      title,
      // Half of the round trip is the best guess of how old `serverTime` is.
      clockOffsetMs: serverTime - (sentAt + now()) / 2,
      interview: foldAll(base, [...readAll(entries), ...arrived]),
    });
    for (const each of documents.values()) each.connected();
  }

  function on<E extends ServerEvent>(event: E, listener: (payload: ServerPayload<E>) => void): void {
    socket.on(event as string, (raw: unknown) => {
      const payload = serverEvents[event].safeParse(raw);
      if (payload.success) listener(payload.data as ServerPayload<E>);
    });
  }

  socket.on("connect", () => void join());
  socket.on("disconnect", (reason) => {
    if (snapshot.connection.state === "closed") return;
    update({ connection: { state: "offline", since: now() } });
    for (const each of documents.values()) each.disconnected();
    // socket.io does not come back by itself when the server closed the connection.
    if (reason === "io server disconnect") socket.connect();
  });
  socket.on("connect_error", (error) => {
    if (error.message === "not_signed_in") close({ state: "closed", since: now(), reason: "not_signed_in" });
    else if (snapshot.connection.state === "connected") update({ connection: { state: "offline", since: now() } });
  });
  on("entries:written", ({ entries }) => {
    const read = readAll(entries);
    if (early) return void early.push(...read);
    const interview = foldAll(snapshot.interview, read);
    const mine = snapshot.me && interview.participants.get(snapshot.me.participantId);
    const me = snapshot.me && mine ? { ...snapshot.me, role: mine.role } : snapshot.me;
    const progress = new Map(snapshot.progress);
    for (const entry of read) {
      if (entry.kind === "run_finished" || entry.kind === "submission_finished") progress.delete(entry.payload.executionId);
      if (entry.kind === "participant_disconnected" && entry.participantId !== null) {
        for (const each of documents.values()) each.forgetCursorsOf(entry.participantId);
      }
    }
    update({ interview, me, progress });
  });
  on("document:edited", ({ documentId, update: bytes }) => documents.get(documentId)?.edited(bytes));
  on("document:reset", ({ documentId }) => documents.get(documentId)?.reset());
  on("cursor:moved", (cursor) => documents.get(cursor.documentId)?.cursorMoved(cursor));
  on("execution:progressed", (progress) =>
    update({ progress: new Map(snapshot.progress).set(progress.executionId, progress) }),
  );
  on("room:closed", ({ reason }) => {
    // A stopping server comes back: keep trying. The other reasons are final.
    if (reason !== "server_stopping") close({ state: "closed", since: now(), reason });
  });

  function close(connection: Connection): void {
    for (const each of documents.values()) each.disconnected();
    update({ connection });
    socket.disconnect();
  }

  return {
    interviewId: options.interviewId,
    getSnapshot: (): RoomSnapshot => snapshot,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** The document in this tab; opened once, closed with the room. Only after the room has connected once. */
    document(documentId: string): DocumentClient {
      const known = documents.get(documentId);
      if (known) return known;
      if (!outbox) throw new Error("a document opens after the room has connected");
      const opened = createDocumentClient({ documentId, request, outbox, onChange: () => update({}) });
      documents.set(documentId, opened);
      if (snapshot.connection.state === "connected") opened.connected();
      return opened;
    },
    request,
    /** Runs or submits what this tab shows: the server waits until it is committed. */
    run: (documentId: string, input: string | null) => requestExecution("run:request", documentId, { input }),
    submit: (documentId: string) => requestExecution("submission:request", documentId, {}),
    /** Leaves on purpose, so that the others see "left" instead of "connection lost". */
    async close(): Promise<void> {
      if (socket.connected) await Promise.race([request("room:leave", {}), new Promise((done) => setTimeout(done, 300))]);
      for (const each of documents.values()) each.close();
      listeners.clear();
      socket.disconnect();
    },
  };

  function requestExecution(event: "run:request" | "submission:request", documentId: string, extra: object) {
    const document = documents.get(documentId);
    if (!document) return Promise.resolve(fail("not_found" as RequestFailure));
    return request(event satisfies ClientEvent, { documentId, stateVector: document.stateVector(), ...extra });
  }
}

function readAll(entries: readonly WireEntry[]): Entry[] {
  return entries.map((each) => readEntry({ ...each, payload: each.payload })).filter((each) => each !== null);
}

export type RoomResult<T> = Result<T, RequestFailure>;
