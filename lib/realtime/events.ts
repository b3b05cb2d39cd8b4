import { z } from "zod";
import { phases } from "@/lib/interviews/phase";
import { roles } from "@/lib/interviews/permissions";
import { bytes } from "@/lib/realtime/wire";
import { maxChatLength, maxOwnInputLength } from "@/lib/transcript/entries";

/** The whole wire between a tab and the server. A tab has one socket, a socket is in one room: no event names its interview but `room:join`. */

/** One keystroke is tens of bytes; a paste of the largest source is 64 KiB. */
export const maxUpdateBytes = 256 * 1024;
export const maxStateVectorBytes = 16 * 1024;
export const maxPayloadBytes = 512 * 1024;

const id = z.uuid();
const clientId = z.number().int().min(1).max(2 ** 32 - 1);
const update = bytes(maxUpdateBytes);
const stateVector = bytes(maxStateVectorBytes);
/** A Yjs relative position as JSON, bounded. */
const position = z.string().max(300);
const selection = z.strictObject({ anchor: position, head: position }).nullable();
const nothing = z.strictObject({});
const written = z.object({ seq: z.number().int() });

export const remoteCursor = z.object({ documentId: id, clientId, participantId: id, name: z.string(), hue: z.number().int(), selection });
export type RemoteCursor = z.infer<typeof remoteCursor>;

/** An entry as it travels: `readEntry` in lib/transcript/entries.ts makes it an Entry again. */
export const wireEntry = z.object({
  seq: z.number().int(),
  kind: z.string(),
  participantId: z.string().nullable(),
  at: z.number(),
  payload: z.unknown(),
});
export type WireEntry = z.infer<typeof wireEntry>;

export const clientEvents = {
  "room:join": {
    payload: z.strictObject({ interviewId: id, sinceSeq: z.number().int().min(0) }),
    reply: z.object({
      participantId: id,
      role: z.enum(roles),
      phase: z.enum(phases),
      minutes: z.number(),
      title: z.string(),
      /** By the server's clock, so that the browser's own does not matter. */
      serverTime: z.number(),
      /** Every entry after sinceSeq that this viewer may see, edits left out. */
      entries: z.array(wireEntry),
      lastSeq: z.number().int(),
    }),
  },
  /** Binds the tab's Yjs clientID to its participant, and syncs. */
  "document:open": {
    payload: z.strictObject({ documentId: id, clientId, stateVector }),
    reply: z.object({ update: bytes(16 * 2 ** 20), stateVector: bytes(2 ** 20), cursors: z.array(remoteCursor) }),
  },
  /** Broadcast at once, answered after the commit: the reply is the acknowledgement. */
  "document:edit": { payload: z.strictObject({ documentId: id, update }), reply: written },
  "cursor:move": { payload: z.strictObject({ documentId: id, clientId, selection }), reply: nothing },
  "chat:send": { payload: z.strictObject({ text: z.string().trim().min(1).max(maxChatLength) }), reply: written },
  "note:write": { payload: z.strictObject({ text: z.string().trim().min(1).max(maxChatLength) }), reply: written },
  "interview:start": { payload: nothing, reply: written },
  "interview:end": { payload: nothing, reply: written },
  "interview:extend": { payload: z.strictObject({ minutes: z.number().int().min(1).max(60) }), reply: written },
  "interview:pause": { payload: z.strictObject({ paused: z.boolean() }), reply: written },
  "editor:lock": { payload: z.strictObject({ locked: z.boolean() }), reply: written },
  "runs:disable": { payload: z.strictObject({ disabled: z.boolean() }), reply: written },
  "question:open": { payload: z.strictObject({ interviewQuestionId: id }), reply: written },
  "hint:release": { payload: z.strictObject({ interviewQuestionId: id, index: z.number().int().min(0).max(20) }), reply: written },
  "stage:release": { payload: z.strictObject({ interviewQuestionId: id, index: z.number().int().min(0).max(20) }), reply: written },
  /** What is judged is what was committed: the server waits until `stateVector` is, and judges that text. */
  "run:request": {
    payload: z.strictObject({ documentId: id, stateVector, input: z.string().max(maxOwnInputLength).nullable() }),
    reply: z.object({ executionId: id }),
  },
  "submission:request": { payload: z.strictObject({ documentId: id, stateVector }), reply: z.object({ executionId: id }) },
  "room:leave": { payload: nothing, reply: nothing },
} as const satisfies Record<string, { payload: z.ZodType; reply: z.ZodType }>;

export type ClientEvent = keyof typeof clientEvents;
export type EventPayload<E extends ClientEvent> = z.output<(typeof clientEvents)[E]["payload"]>;
export type EventInput<E extends ClientEvent> = z.input<(typeof clientEvents)[E]["payload"]>;
export type EventReply<E extends ClientEvent> = z.output<(typeof clientEvents)[E]["reply"]>;

export const serverEvents = {
  /** Entries that this viewer may see, in order of seq, without gaps in what they may see. Edits come as document:edited. */
  "entries:written": z.object({ entries: z.array(wireEntry) }),
  "document:edited": z.object({ documentId: id, update: bytes(16 * 2 ** 20), participantId: id.nullable() }),
  /** The server holds another state than it had sent (a store that failed for good): drop the document and sync anew. */
  "document:reset": z.object({ documentId: id }),
  "cursor:moved": remoteCursor,
  /** What the judge is doing; not kept. */
  "execution:progressed": z.object({
    executionId: id,
    state: z.enum(["queued", "running"]),
    /** Executions ahead in the queue. */
    ahead: z.number().int().min(0),
    finishedTests: z.number().int().min(0),
    totalTests: z.number().int().min(0),
  }),
  "room:closed": z.object({ reason: z.enum(["removed", "signed_out", "server_stopping", "replaced"]) }),
} as const satisfies Record<string, z.ZodType>;

export type ServerEvent = keyof typeof serverEvents;
export type ServerPayload<E extends ServerEvent> = z.output<(typeof serverEvents)[E]>;

/** Why an event was refused. Each has words in lib/text/<locale>/errors.json under `event`. */
export const eventFailures = [
  "malformed", "not_signed_in", "not_in_room", "not_found", "not_allowed", "not_live", "time_over", "editor_locked", "runs_disabled",
  "foreign_client", "bad_update", "too_large", "too_many", "judging_off", "runtime_missing", "queue_full", "already_running", "already_done", "source_too_large",
  "database_unavailable", "failed",
] as const;
export type EventFailure = (typeof eventFailures)[number];
export const eventResult = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: z.enum(eventFailures) }),
]);
