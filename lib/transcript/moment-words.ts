import type { Entry, EntryKind } from "@/lib/transcript/entries";
import type { ExecutionState, InterviewState } from "@/lib/transcript/fold";

/** Which entries a step by event stops at: what one would point at. Requests are passed over for their results. */
const events: ReadonlySet<EntryKind> = new Set<EntryKind>([
  "role_changed", "interview_started", "clock_extended", "clock_paused", "clock_resumed", "interview_ended", "question_opened",
  "editor_locked", "runs_disabled", "chat_sent", "note_written", "hint_released", "stage_released", "run_finished", "submission_finished",
]);
export const isEvent = (entry: Entry): boolean => events.has(entry.kind);
export const isEdit = (entry: Entry): boolean => entry.kind === "edited";
export const isVerdict = (entry: Entry): boolean => entry.kind === "run_finished" || entry.kind === "submission_finished";

/** The document that was on the table at a moment: the one last opened or typed in. */
export function activeDocument(entries: readonly (Entry | null)[], moment: number): string | null {
  for (let index = Math.min(moment, entries.length) - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (entry?.kind === "edited" || entry?.kind === "question_opened") return entry.payload.documentId;
  }
  return null;
}

/** The run or submission that was on the screen at a moment: the one asked for last, in that document if there is one. */
export function latestExecution(state: InterviewState, documentId: string | null): ExecutionState | null {
  let latest: ExecutionState | null = null;
  for (const each of state.executions.values()) {
    if (documentId !== null && each.documentId !== documentId) continue;
    if (!latest || each.requestedSeq > latest.requestedSeq) latest = each;
  }
  return latest;
}

/** "7:05", "1:07:05": a time in a replay, rounded down. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Places for the labels of a timeline: round times, none closer than `minGap` of its length to the one before. */
export function axisTicks(durationMs: number, toPlace: (ms: number) => number, minGap: number): number[] {
  const steps = [10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000];
  const step = steps.find((each) => (each / Math.max(durationMs, 1)) >= minGap) ?? 7_200_000;
  const ticks: number[] = [];
  let before = -1;
  for (let ms = 0; ms <= durationMs && ticks.length < 200; ms += step) {
    const place = toPlace(ms);
    if (before >= 0 && place - before < minGap) continue;
    ticks.push(ms);
    before = place;
  }
  return ticks;
}
