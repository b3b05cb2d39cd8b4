import type { Verdict } from "@/lib/judging/verdicts";
import type { Entry, EntryKind } from "@/lib/transcript/entries";

/** What of a transcript gets a mark on the timeline, by the shape of the mark. */
export const markSorts = ["stage", "question", "hint", "run", "submission", "chat", "note", "control"] as const;
export type MarkSort = (typeof markSorts)[number];

export type Mark = {
  /** State and text with this entry are those of `moment + 1`; see replay.ts. */
  readonly moment: number;
  readonly seq: number;
  readonly ms: number;
  readonly sort: MarkSort;
  readonly kind: EntryKind;
  /** Whose lane it stands in: for a verdict that of who asked for it. Null: everyone's. */
  readonly participantId: string | null;
  /** Only for the end of a run or a submission. */
  readonly result: { readonly executionId: string; readonly verdict: Verdict; readonly score: number | null } | null;
};

const sortOf: Record<EntryKind, MarkSort | null> = {
  participant_joined: null,
  role_changed: "control",
  participant_connected: null,
  participant_disconnected: null,
  interview_started: "control",
  clock_extended: "control",
  clock_paused: "control",
  clock_resumed: "control",
  interview_ended: "control",
  question_opened: "question",
  edited: null,
  editor_locked: "control",
  runs_disabled: "control",
  chat_sent: "chat",
  note_written: "note",
  hint_released: "hint",
  stage_released: "stage",
  run_requested: null,
  run_finished: "run",
  submission_requested: null,
  submission_finished: "submission",
  submission_explained: null,
};

/** The marks of a list of entries. `moments[i]` and `times[i]` belong to `entries[i]`. */
export function listMarks(entries: readonly (Entry | null)[], times: readonly number[]): Mark[] {
  const askedBy = new Map<string, string | null>();
  const marks: Mark[] = [];
  entries.forEach((entry, moment) => {
    if (!entry) return;
    if (entry.kind === "run_requested" || entry.kind === "submission_requested") {
      askedBy.set(entry.payload.executionId, entry.participantId);
    }
    const sort = sortOf[entry.kind];
    if (!sort) return;
    const common = { moment, seq: entry.seq, ms: times[moment] ?? 0, sort, kind: entry.kind };
    if (entry.kind === "run_finished" || entry.kind === "submission_finished") {
      const { executionId, verdict } = entry.payload;
      const score = "score" in verdict ? verdict.score : null;
      const participantId = askedBy.get(executionId) ?? entry.participantId;
      marks.push({ ...common, participantId, result: { executionId, verdict: verdict.verdict, score } });
    } else {
      marks.push({ ...common, participantId: entry.participantId, result: null });
    }
  });
  return marks;
}
