import { z } from "zod";
import { roles } from "@/lib/interviews/permissions";
import { questionSheet } from "@/lib/questions/types";
import type { RawEntry } from "@/lib/transcript/replay";

/**
 * A transcript as it travels over HTTP. Edits are nearly all of it (20,000 in an hour): they go as short rows that
 * share lists of documents and participants, which makes the answer a quarter of the size before it is compressed.
 */
const otherEntry = z.object({
  seq: z.number().int(), kind: z.string(), participantId: z.string().nullable(), at: z.number(), payload: z.unknown(),
});
/** [seq since the row before, milliseconds since the row before, document, participant or -1, update in base64 or null] */
const editRow = z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().int(), z.string().nullable()]);

export const transcriptQuestion = z.object({
  interviewQuestionId: z.string(), position: z.number().int(), sheet: questionSheet,
});
export type TranscriptQuestion = z.infer<typeof transcriptQuestion>;

export const wireTranscript = z.object({
  title: z.string(),
  minutes: z.number(),
  viewer: z.object({ participantId: z.string(), role: z.enum(roles) }),
  questions: z.array(transcriptQuestion),
  entries: z.array(otherEntry),
  edits: z.object({ documentIds: z.array(z.string()), participantIds: z.array(z.string()), rows: z.array(editRow) }),
});
export type WireTranscript = z.infer<typeof wireTranscript>;
export type Transcript = Omit<WireTranscript, "entries" | "edits"> & { readonly entries: readonly RawEntry[] };

export function encodeTranscript(transcript: Transcript): WireTranscript {
  const documentIds: string[] = [];
  const participantIds: string[] = [];
  const rows: z.infer<typeof editRow>[] = [];
  const entries: z.infer<typeof otherEntry>[] = [];
  let before = { seq: 0, at: 0 };
  for (const { seq, kind, participantId, at, payload, update } of transcript.entries) {
    const documentId = kind === "edited" ? documentOf(payload) : null;
    if (documentId === null) {
      entries.push({ seq, kind, participantId, at, payload });
      continue;
    }
    const participant = participantId === null ? -1 : placeIn(participantIds, participantId);
    rows.push([seq - before.seq, at - before.at, placeIn(documentIds, documentId), participant, update ? toBase64(update) : null]);
    before = { seq, at };
  }
  return { ...transcript, entries, edits: { documentIds, participantIds, rows } };
}

export function decodeTranscript(wire: WireTranscript): Transcript {
  const { edits, ...rest } = wire;
  const entries: RawEntry[] = [...wire.entries];
  let seq = 0;
  let at = 0;
  for (const [seqStep, atStep, document, participant, update] of edits.rows) {
    seq += seqStep;
    at += atStep;
    entries.push({
      seq, at, kind: "edited",
      participantId: edits.participantIds[participant] ?? null,
      payload: { documentId: edits.documentIds[document] },
      update: update === null ? null : fromBase64(update),
    });
  }
  return { ...rest, entries: entries.sort((a, b) => a.seq - b.seq) };
}

function placeIn(list: string[], item: string): number {
  const place = list.indexOf(item);
  return place >= 0 ? place : list.push(item) - 1;
}

/** Null for a payload that has become more than a document's id: it then travels whole, for a newer reader. */
function documentOf(payload: unknown): string | null {
  const parsed = z.strictObject({ documentId: z.string() }).safeParse(payload);
  return parsed.success ? parsed.data.documentId : null;
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  // A paste is tens of kilobytes: too many arguments for one call.
  for (let from = 0; from < bytes.length; from += 8_192) text += String.fromCharCode(...bytes.subarray(from, from + 8_192));
  return btoa(text);
}

/** Null when it is no base64: a replay says that the edit is missing. */
function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
