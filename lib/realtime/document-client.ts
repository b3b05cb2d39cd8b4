import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import type { Result } from "@/lib/result";
import type { ClientEvent, EventFailure, EventReply, RemoteCursor } from "@/lib/realtime/events";
import type { Outbox, UnsentEdit } from "@/lib/realtime/outbox";
import { toWire } from "@/lib/realtime/wire";

/** Name of the Y.Text in every code document. */
export const codeTextName = "code";

export type RequestFailure = EventFailure | "offline" | "no_answer";
export type Request = <E extends ClientEvent>(event: E, payload: object) => Promise<Result<EventReply<E>, RequestFailure>>;

/** Text that the server would not take, kept for its author to copy. */
export type RefusedText = { readonly text: string; readonly code: RequestFailure };

export type DocumentSnapshot = {
  /** Changes when the document was dropped and synced anew: an editor binds again. */
  readonly generation: number;
  readonly doc: Y.Doc;
  readonly text: Y.Text;
  readonly awareness: Awareness;
  readonly isSynced: boolean;
  /** Edits that the server has not acknowledged: 0 means everything typed is on its disk. */
  readonly unacknowledged: number;
  readonly refused: readonly RefusedText[];
};

export type DocumentClient = ReturnType<typeof createDocumentClient>;

/** Refusals that no second try mends. Anything else stays in the outbox and is sent again. */
const final: ReadonlySet<RequestFailure> = new Set<RequestFailure>([
  "malformed", "not_allowed", "not_live", "time_over", "editor_locked", "foreign_client", "bad_update", "too_large", "not_found",
]);

/** Keystrokes closer together than this travel as one edit: a paste or a held key is not a flood. */
const gatherMs = 25;
const cursorEveryMs = 60;
const retryMs = 1_000;

/** One shared document of a room in this tab: a Yjs provider over the room's socket. */
export function createDocumentClient(options: { documentId: string; request: Request; outbox: Outbox; onChange: () => void }) {
  const { documentId, request, outbox, onChange } = options;
  const remote = Symbol("remote");
  let unsent: UnsentEdit[] = [];
  let generation = 0;
  let isSynced = false;
  let isClosed = false;
  let isOnline = false;
  let refused: RefusedText[] = [];
  let gathered: Uint8Array[] = [];
  let gathering: ReturnType<typeof setTimeout> | null = null;
  let flushedAt = 0;
  let pointing: ReturnType<typeof setTimeout> | null = null;
  let retrying: ReturnType<typeof setTimeout> | null = null;
  let current = open();
  let snapshot = take();

  function open() {
    const doc = new Y.Doc();
    const awareness = new Awareness(doc);
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === remote) return;
      gathered.push(update);
      // The first keystroke after a pause goes at once; those that follow closely go together.
      if (gathering === null && Date.now() - flushedAt >= gatherMs) flush();
      else gathering ??= setTimeout(flush, gatherMs);
      changed();
    });
    awareness.on("change", (_: unknown, origin: unknown) => {
      if (origin === "local") pointing ??= setTimeout(showCursor, cursorEveryMs);
    });
    return { doc, awareness };
  }

  function flush(): void {
    if (gathering !== null) clearTimeout(gathering);
    gathering = null;
    flushedAt = Date.now();
    const [first] = gathered;
    if (!first || isClosed) return;
    const edit = outbox.add(documentId, gathered.length === 1 ? first : Y.mergeUpdates(gathered));
    gathered = [];
    unsent.push(edit);
    changed();
    void send(edit);
  }

  function take(): DocumentSnapshot {
    const { doc, awareness } = current;
    return {
      generation, doc, awareness, text: doc.getText(codeTextName), isSynced, unacknowledged: unsent.length + (gathered.length > 0 ? 1 : 0), refused,
    };
  }

  function changed(): void {
    if (isClosed) return;
    snapshot = take();
    onChange();
  }

  async function send(edit: UnsentEdit): Promise<void> {
    // Before the first sync the server does not know this tab's clientID; `sync` sends all that waits.
    if (!isOnline || !isSynced) return;
    const inGeneration = generation;
    const answer = await request("document:edit", { documentId, update: toWire(edit.update) });
    if (isClosed || inGeneration !== generation) return;
    if (answer.ok) return settle([edit.key]);
    // An edit that stands on one that has not arrived is out of turn, not wrong: both come again in order.
    const isOutOfTurn = answer.code === "bad_update" && unsent[0]?.key !== edit.key;
    if (final.has(answer.code) && !isOutOfTurn) return drop(answer.code);
    retrying ??= setTimeout(() => {
      retrying = null;
      if (!isClosed && isOnline) void sync();
    }, retryMs);
  }

  function settle(keys: readonly string[]): void {
    outbox.remove(documentId, keys);
    unsent = unsent.filter((each) => !keys.includes(each.key));
    changed();
  }

  /** A refused edit must not wedge its author: drop document and clientID, sync anew, keep the text for copying. */
  function drop(code: RequestFailure | null): void {
    flush();
    const text = unsent.map((each) => insertedText(each.update)).join("");
    if (code !== null && text !== "") refused = [...refused, { text, code }];
    if (code !== null) {
      outbox.remove(documentId, unsent.map((each) => each.key));
      unsent = [];
    }
    close(current);
    generation += 1;
    isSynced = false;
    current = open();
    changed();
    if (isOnline) void sync();
  }

  async function sync(): Promise<void> {
    const inGeneration = generation;
    const { doc, awareness } = current;
    const left = await outbox.list(documentId);
    if (isClosed || inGeneration !== generation) return;
    const known = new Set(unsent.map((each) => each.key));
    unsent = [...left.filter((each) => !known.has(each.key)), ...unsent];
    const answer = await request("document:open", {
      documentId, clientId: doc.clientID, stateVector: toWire(Y.encodeStateVector(doc)),
    });
    if (isClosed || inGeneration !== generation || !answer.ok) return;
    Y.applyUpdate(doc, answer.value.update, remote);
    // Edits of an earlier load of this page: shown at once, sent below.
    for (const each of unsent) Y.applyUpdate(doc, each.update, remote);
    for (const cursor of answer.value.cursors) showRemoteCursor(awareness, cursor);
    isSynced = true;
    changed();
    showCursor();
    await Promise.all(unsent.map(send));
  }

  function showCursor(): void {
    if (pointing !== null) clearTimeout(pointing);
    pointing = null;
    if (isClosed || !isOnline || !isSynced) return;
    const state = current.awareness.getLocalState() as { selection?: { anchor: unknown; head: unknown } | null } | null;
    const selection = state?.selection
      ? { anchor: JSON.stringify(state.selection.anchor), head: JSON.stringify(state.selection.head) }
      : null;
    void request("cursor:move", { documentId, clientId: current.doc.clientID, selection });
  }

  return {
    documentId,
    getSnapshot: (): DocumentSnapshot => snapshot,
    connected(): void {
      isOnline = true;
      void sync();
    },
    disconnected(): void {
      isOnline = false;
      changed();
    },
    edited(update: Uint8Array): void {
      if (!isSynced) return;
      Y.applyUpdate(current.doc, update, remote);
    },
    reset: (): void => drop(null),
    cursorMoved(cursor: RemoteCursor): void {
      if (cursor.clientId !== current.doc.clientID) showRemoteCursor(current.awareness, cursor);
    },
    /** Takes the cursors of someone who left off the screen. */
    forgetCursorsOf(participantId: string): void {
      const { awareness } = current;
      for (const [clientId, state] of awareness.getStates()) {
        if (clientId !== current.doc.clientID && (state as { participantId?: string }).participantId === participantId) {
          showRemoteCursor(awareness, { documentId, clientId, participantId, name: "", hue: 0, selection: null });
        }
      }
    },
    stateVector() {
      // What is on the screen is what is meant, also what was typed within the last milliseconds.
      flush();
      return toWire(Y.encodeStateVector(current.doc));
    },
    dismissRefused(): void {
      refused = [];
      changed();
    },
    close(): void {
      flush();
      isClosed = true;
      for (const timer of [gathering, pointing, retrying]) if (timer !== null) clearTimeout(timer);
      close(current);
    },
  };
}

function close(opened: { doc: Y.Doc; awareness: Awareness }): void {
  opened.awareness.destroy();
  opened.doc.destroy();
}

/** Puts a cursor that the server stamped into the awareness that y-monaco draws from. */
function showRemoteCursor(awareness: Awareness, cursor: RemoteCursor): void {
  const clock = (awareness.meta.get(cursor.clientId)?.clock ?? 0) + 1;
  const state = cursor.selection && {
    participantId: cursor.participantId,
    user: { name: cursor.name, hue: cursor.hue },
    selection: { anchor: parsed(cursor.selection.anchor), head: parsed(cursor.selection.head) },
  };
  const source = new Awareness(new Y.Doc());
  source.states.set(cursor.clientId, state ?? {});
  source.meta.set(cursor.clientId, { clock, lastUpdated: Date.now() });
  if (!state) source.states.delete(cursor.clientId);
  applyAwarenessUpdate(awareness, encodeAwarenessUpdate(source, [cursor.clientId]), "remote");
  source.destroy();
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** The text that an update inserts, in order: what its author would want to copy. */
function insertedText(update: Uint8Array): string {
  return Y.decodeUpdate(update).structs
    .map((struct) => (struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : ""))
    .join("");
}
