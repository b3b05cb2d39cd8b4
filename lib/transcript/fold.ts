import type { Clock } from "@/lib/interviews/clock";
import type { Role } from "@/lib/interviews/permissions";
import type { Phase } from "@/lib/interviews/phase";
import type { CandidateVerdict, InterviewerVerdict, RunVerdict } from "@/lib/judging/verdicts";
import type { Bilingual } from "@/lib/text/locales";
import type { Entry, EntryPayload } from "@/lib/transcript/entries";

/**
 * An interview is a fold over its entries. The live room, the replay and the exports all call `fold`,
 * each over the entries that its viewer may see. Texts of documents are Yjs and folded beside it (documents.ts).
 */
export type ParticipantState = {
  readonly participantId: string;
  readonly name: string;
  readonly hue: number;
  readonly role: Role;
  readonly isGuest: boolean;
  readonly connection: { readonly state: "connected" | "left" | "connection_lost"; readonly since: number };
};

export type OpenedQuestion = {
  readonly interviewQuestionId: string;
  readonly questionVersionId: string;
  readonly documentId: string;
  readonly openedAt: number;
  readonly hints: readonly Released[];
  readonly stages: readonly Released[];
};
export type Released = { readonly index: number; readonly text: Bilingual; readonly at: number; readonly seq: number };

type ExecutionBase = {
  readonly executionId: string;
  readonly documentId: string;
  readonly participantId: string | null;
  readonly requestedSeq: number;
  readonly requestedAt: number;
  /** The text that was judged is the document at this seq. */
  readonly textSeq: number;
};
export type RunState = ExecutionBase & {
  readonly kind: "run";
  readonly input: string | null;
  readonly finished: { readonly at: number; readonly seq: number; readonly verdict: RunVerdict } | null;
};
export type SubmissionState = ExecutionBase & {
  readonly kind: "submission";
  readonly finished: { readonly at: number; readonly seq: number; readonly verdict: CandidateVerdict } | null;
  /** Only where the viewer is an interviewer. */
  readonly explained: { readonly verdict: InterviewerVerdict; readonly mistake: EntryPayload<"submission_explained">["mistake"] } | null;
};
export type ExecutionState = RunState | SubmissionState;

export type Message = { readonly seq: number; readonly participantId: string | null; readonly at: number; readonly text: string };

export type InterviewState = {
  readonly phase: Phase;
  readonly clock: Clock;
  readonly startedAt: number | null;
  readonly ended: { readonly at: number; readonly reason: EntryPayload<"interview_ended">["reason"] } | null;
  readonly participants: ReadonlyMap<string, ParticipantState>;
  readonly questions: readonly OpenedQuestion[];
  readonly executions: ReadonlyMap<string, ExecutionState>;
  readonly chat: readonly Message[];
  readonly notes: readonly Message[];
  readonly editorLocked: boolean;
  readonly runsDisabled: boolean;
  readonly lastSeq: number;
};

export function emptyInterview(minutes: number): InterviewState {
  return {
    phase: "lobby", clock: { state: "not_started", minutes }, startedAt: null, ended: null,
    participants: new Map(), questions: [], executions: new Map(), chat: [], notes: [],
    editorLocked: false, runsDisabled: false, lastSeq: 0,
  };
}

export function fold(state: InterviewState, entry: Entry): InterviewState {
  // Entries may arrive twice (a reconnect, two tabs of one process): the first one counts.
  if (entry.seq <= state.lastSeq) return state;
  return { ...step(state, entry), lastSeq: entry.seq };
}

export function foldAll(state: InterviewState, entries: Iterable<Entry>): InterviewState {
  let folded = state;
  for (const entry of entries) folded = fold(folded, entry);
  return folded;
}

function step(state: InterviewState, entry: Entry): InterviewState {
  switch (entry.kind) {
    case "participant_joined": {
      const { payload } = entry;
      // Joining is being invited in; presence comes with participant_connected.
      const connection = { state: "left", since: entry.at } as const;
      return { ...state, participants: new Map(state.participants).set(payload.participantId, { ...payload, connection }) };
    }
    case "role_changed":
      return withParticipant(state, entry.payload.participantId, { role: entry.payload.role });
    case "participant_connected":
      return withParticipant(state, entry.participantId, { connection: { state: "connected", since: entry.at } });
    case "participant_disconnected":
      return withParticipant(state, entry.participantId, { connection: { state: entry.payload.reason, since: entry.at } });
    case "interview_started":
      return { ...state, phase: "live", startedAt: entry.at, clock: { state: "running", deadlineAt: entry.payload.deadlineAt } };
    case "clock_extended":
    case "clock_resumed":
      return { ...state, clock: { state: "running", deadlineAt: entry.payload.deadlineAt } };
    case "clock_paused":
      return { ...state, clock: { state: "paused", remainingMs: entry.payload.remainingMs } };
    case "interview_ended":
      return { ...state, phase: "ended", clock: { state: "stopped" }, ended: { at: entry.at, reason: entry.payload.reason } };
    case "question_opened":
      return { ...state, questions: [...state.questions, { ...entry.payload, openedAt: entry.at, hints: [], stages: [] }] };
    case "edited":
      return state;
    case "editor_locked":
      return { ...state, editorLocked: entry.payload.locked };
    case "runs_disabled":
      return { ...state, runsDisabled: entry.payload.disabled };
    case "chat_sent":
      return { ...state, chat: [...state.chat, message(entry)] };
    case "note_written":
      return { ...state, notes: [...state.notes, message(entry)] };
    case "hint_released":
      return withReleased(state, entry, "hints");
    case "stage_released":
      return withReleased(state, entry, "stages");
    case "run_requested":
      return withExecution(state, { kind: "run", ...requested(entry), input: entry.payload.input, finished: null });
    case "submission_requested":
      return withExecution(state, { kind: "submission", ...requested(entry), finished: null, explained: null });
    case "run_finished": {
      const run = state.executions.get(entry.payload.executionId);
      if (run?.kind !== "run") return state;
      return withExecution(state, { ...run, finished: { at: entry.at, seq: entry.seq, verdict: entry.payload.verdict } });
    }
    case "submission_finished": {
      const submission = state.executions.get(entry.payload.executionId);
      if (submission?.kind !== "submission") return state;
      return withExecution(state, { ...submission, finished: { at: entry.at, seq: entry.seq, verdict: entry.payload.verdict } });
    }
    case "submission_explained": {
      const submission = state.executions.get(entry.payload.executionId);
      if (submission?.kind !== "submission") return state;
      return withExecution(state, { ...submission, explained: { verdict: entry.payload.verdict, mistake: entry.payload.mistake } });
    }
  }
}

function withParticipant(state: InterviewState, participantId: string | null, change: Partial<ParticipantState>): InterviewState {
  const known = participantId === null ? undefined : state.participants.get(participantId);
  if (!known) return state;
  return { ...state, participants: new Map(state.participants).set(known.participantId, { ...known, ...change }) };
}

function withReleased(
  state: InterviewState,
  entry: Extract<Entry, { kind: "hint_released" | "stage_released" }>,
  list: "hints" | "stages",
): InterviewState {
  const released = { index: entry.payload.index, text: entry.payload.text, at: entry.at, seq: entry.seq };
  const questions = state.questions.map((each) =>
    each.interviewQuestionId === entry.payload.interviewQuestionId ? { ...each, [list]: [...each[list], released] } : each,
  );
  return { ...state, questions };
}

function withExecution(state: InterviewState, execution: ExecutionState): InterviewState {
  return { ...state, executions: new Map(state.executions).set(execution.executionId, execution) };
}

function requested(entry: Extract<Entry, { kind: "run_requested" | "submission_requested" }>): ExecutionBase {
  const { executionId, documentId, textSeq } = entry.payload;
  return { executionId, documentId, textSeq, participantId: entry.participantId, requestedSeq: entry.seq, requestedAt: entry.at };
}

function message(entry: Extract<Entry, { kind: "chat_sent" | "note_written" }>): Message {
  return { seq: entry.seq, participantId: entry.participantId, at: entry.at, text: entry.payload.text };
}
