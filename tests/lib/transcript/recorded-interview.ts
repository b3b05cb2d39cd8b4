import * as Y from "yjs";
import { codeTextName } from "@/lib/realtime/document-client";
import type { RawEntry } from "@/lib/transcript/replay";

/** What somebody does in an interview that a test makes up. */
export type Deed =
  | { readonly does: "type"; readonly who: 0 | 1; readonly where: number; readonly text: string }
  | { readonly does: "delete"; readonly who: 0 | 1; readonly where: number; readonly length: number }
  | { readonly does: "undo"; readonly who: 0 | 1 }
  /** Both editors get what the other has written until now: until then they type concurrently. */
  | { readonly does: "sync" }
  | { readonly does: "chat" | "note" | "lock" | "leave" | "submit" | "hidden" | "from_the_future" | "malformed"; readonly who: 0 | 1 }
  /** Bytes of an edit that the disk spoilt, or that erasure took. */
  | { readonly does: "spoil" | "erase"; readonly who: 0 | 1 };

export const people = ["018f0000-0000-7000-8000-000000000001", "018f0000-0000-7000-8000-000000000002"] as const;
export const documentId = "018f0000-0000-7000-8000-0000000000d0";
const questionId = "018f0000-0000-7000-8000-0000000000e0";
const startedAt = Date.UTC(2026, 4, 5, 10);

/** The entries that such an interview leaves behind. Steps of time are given, so that idle and skew can be made. */
export function recordInterview(deeds: readonly Deed[], stepMs: (index: number) => number = () => 300): RawEntry[] {
  const entries: RawEntry[] = [];
  let at = startedAt;
  let seq = 0;
  const add = (kind: string, participantId: string | null, payload: unknown, update?: Uint8Array | null): void => {
    at += stepMs(seq);
    seq += 1;
    entries.push({ seq, kind, participantId, at, payload, ...(update === undefined ? {} : { update }) });
  };
  people.forEach((participantId, hue) => {
    const role = hue === 0 ? "interviewer" : "candidate";
    add("participant_joined", participantId, { participantId, name: hue === 0 ? "Ada" : "Lin", hue, role, isGuest: hue === 1 });
    add("participant_connected", participantId, {});
  });
  add("interview_started", people[0], { deadlineAt: startedAt + 3_600_000 });
  add("question_opened", people[0], { interviewQuestionId: questionId, questionVersionId: questionId, documentId });

  let spoilNext: "spoil" | "erase" | null = null;
  const docs = people.map((participantId, which) => {
    const doc = new Y.Doc();
    doc.clientID = which + 1;
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === "remote") return;
      const stored = spoilNext === "erase" ? null : spoilNext === "spoil" ? update.slice(0, Math.max(1, update.length >> 1)) : update;
      spoilNext = null;
      add("edited", participantId, { documentId }, stored);
    });
    const text = doc.getText(codeTextName);
    return { doc, text, undo: new Y.UndoManager(text, { captureTimeout: 0 }) };
  });
  const starter = new Y.Doc();
  starter.clientID = 3;
  starter.getText(codeTextName).insert(0, "def conv2d(x, w):\n    pass\n");
  const starterUpdate = Y.encodeStateAsUpdate(starter);
  add("edited", null, { documentId }, starterUpdate);
  for (const { doc } of docs) Y.applyUpdate(doc, starterUpdate, "remote");

  for (const deed of deeds) {
    if (deed.does === "sync") {
      const states = docs.map(({ doc }) => Y.encodeStateAsUpdate(doc));
      docs.forEach(({ doc }, which) => Y.applyUpdate(doc, states[1 - which] as Uint8Array, "remote"));
      continue;
    }
    const author = people[deed.who];
    const { text, undo } = docs[deed.who] as (typeof docs)[number];
    switch (deed.does) {
      case "type": text.insert(deed.where % (text.length + 1), deed.text); break;
      case "delete": {
        const from = deed.where % (text.length + 1);
        text.delete(from, Math.min(deed.length, text.length - from));
        break;
      }
      case "undo": undo.undo(); break;
      case "chat": add("chat_sent", author, { text: "why that axis?" }); break;
      case "note": add("note_written", author, { text: "says the shapes aloud" }); break;
      case "lock": add("editor_locked", author, { locked: true }); break;
      case "leave": add("participant_disconnected", author, { reason: "left" }); break;
      case "submit": {
        const executionId = `018f0000-0000-7000-8000-${String(seq).padStart(12, "0")}`;
        add("submission_requested", author, { executionId, documentId, textSeq: seq });
        const verdict = { verdict: "wrong_answer", score: 40, speed: null, runtime: null, tests: [] };
        add("submission_finished", null, { executionId, verdict });
        break;
      }
      // An entry of somebody else: its seq is taken, and it is not in this viewer's list.
      case "hidden": seq += 1; break;
      case "from_the_future": add("hologram_shown", author, { depth: 3 }); break;
      case "malformed": add("chat_sent", author, { words: 3 }); break;
      case "spoil": case "erase": spoilNext = deed.does; break;
    }
  }
  add("interview_ended", people[0], { reason: "ended_by_interviewer" });
  return entries;
}
