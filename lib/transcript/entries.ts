import { z } from "zod";
import { candidateVerdict, interviewerVerdict, runVerdict } from "@/lib/judging/verdicts";
import { roles } from "@/lib/interviews/permissions";

/** Everything that a transcript can hold, by kind. Payloads hold codes and data; sentences are made when shown. */
const id = z.uuid();
export const maxChatLength = 4_000;
export const maxOwnInputLength = 4_000;

export const endReasons = ["ended_by_interviewer", "time_over", "host_ended"] as const;
export const leaveReasons = ["left", "connection_lost"] as const;

export const entryPayloads = {
  participant_joined: z.strictObject({
    participantId: id, name: z.string(), hue: z.number().int(), role: z.enum(roles), isGuest: z.boolean(),
  }),
  role_changed: z.strictObject({ participantId: id, role: z.enum(roles) }),
  participant_connected: z.strictObject({}),
  participant_disconnected: z.strictObject({ reason: z.enum(leaveReasons) }),
  interview_started: z.strictObject({ deadlineAt: z.number() }),
  clock_extended: z.strictObject({ deadlineAt: z.number(), addedMinutes: z.number() }),
  clock_paused: z.strictObject({ remainingMs: z.number() }),
  clock_resumed: z.strictObject({ deadlineAt: z.number() }),
  interview_ended: z.strictObject({ reason: z.enum(endReasons) }),
  /** A question came onto the table, with the document that holds its code. */
  question_opened: z.strictObject({ interviewQuestionId: id, questionVersionId: id, documentId: id }),
  /** A change of a document; the Yjs update stands beside the payload. participantId null: starter code. */
  edited: z.strictObject({ documentId: id }),
  editor_locked: z.strictObject({ locked: z.boolean() }),
  runs_disabled: z.strictObject({ disabled: z.boolean() }),
  chat_sent: z.strictObject({ text: z.string().min(1).max(maxChatLength) }),
  note_written: z.strictObject({ text: z.string().min(1).max(maxChatLength) }),
  hint_released: z.strictObject({ interviewQuestionId: id, index: z.number().int(), text: z.strictObject({ en: z.string(), zh: z.string() }) }),
  stage_released: z.strictObject({ interviewQuestionId: id, index: z.number().int(), text: z.strictObject({ en: z.string(), zh: z.string() }) }),
  run_requested: z.strictObject({ executionId: id, documentId: id, textSeq: z.number().int(), input: z.string().nullable() }),
  run_finished: z.strictObject({ executionId: id, verdict: runVerdict }),
  submission_requested: z.strictObject({ executionId: id, documentId: id, textSeq: z.number().int() }),
  submission_finished: z.strictObject({ executionId: id, verdict: candidateVerdict }),
  /** Interviewers only: the same submission by names of tests, with the mistake that was recognised. */
  submission_explained: z.strictObject({
    executionId: id,
    verdict: interviewerVerdict,
    mistake: z.strictObject({ name: z.string(), title: z.strictObject({ en: z.string(), zh: z.string() }), diagnosis: z.strictObject({ en: z.string(), zh: z.string() }) }).nullable(),
  }),
} as const satisfies Record<string, z.ZodType>;

export type EntryKind = keyof typeof entryPayloads;
export type EntryPayload<K extends EntryKind> = z.infer<(typeof entryPayloads)[K]>;

type EntryOf<K extends EntryKind> = {
  readonly seq: number;
  readonly kind: K;
  readonly participantId: string | null;
  /** Milliseconds since 1970 by the database's clock. */
  readonly at: number;
  readonly payload: EntryPayload<K>;
  /** Only for `edited`. */
  readonly update?: Uint8Array;
};
/** One thing in a transcript, as a viewer may see it. */
export type Entry = { [K in EntryKind]: EntryOf<K> }[EntryKind];
export type EntryWithKind<K extends EntryKind> = EntryOf<K>;

/** Who may ever read an entry, decided when it is written. */
export type Audience = "everyone" | readonly string[];

export function isEntryKind(kind: string): kind is EntryKind {
  return Object.hasOwn(entryPayloads, kind);
}

/** Reads an entry from storage or the wire; null for a kind from a newer version or a payload that does not parse. */
export function readEntry(raw: { seq: number; kind: string; participantId: string | null; at: number; payload: unknown; update?: Uint8Array | null }): Entry | null {
  if (!isEntryKind(raw.kind)) return null;
  const payload = entryPayloads[raw.kind].safeParse(raw.payload);
  if (!payload.success) return null;
  return {
    seq: raw.seq, kind: raw.kind, participantId: raw.participantId, at: raw.at, payload: payload.data,
    ...(raw.update ? { update: raw.update } : {}),
  } as Entry;
}
