import { readEntry, type Entry } from "@/lib/transcript/entries";
import { emptyInterview, fold, type InterviewState } from "@/lib/transcript/fold";
import { listMarks, type Mark } from "@/lib/transcript/marks";
import { createReplayDocument, type DocumentMoment, type ReplayEdit } from "@/lib/transcript/replay-documents";
import { firstAbove, idleStretches, type IdleStretch, type TimeAxis } from "@/lib/transcript/time-axis";

/** An entry as it came: perhaps of a kind that this version does not know, perhaps not whole. */
export type RawEntry = {
  readonly seq: number;
  readonly kind: string;
  readonly participantId: string | null;
  readonly at: number;
  readonly payload: unknown;
  readonly update?: Uint8Array | null;
};

/** An entry that is in the transcript and could not be shown. */
export type UnreadableEntry = { readonly seq: number; readonly moment: number; readonly kind: string };

const entriesPerCheckpoint = 500;

/**
 * An interview that is over, at any moment of it. A *moment* is a number of entries: moment 0 is before the first,
 * moment n after the n-th. State comes from the same fold as in the live room, texts from the same Yjs updates.
 * It never throws: what can't be read is left out and listed. Gaps in seq are entries of other people.
 */
export function createReplay(input: { minutes: number; entries: readonly RawEntry[] }) {
  const raw = inOrder(input.entries);
  const entries = raw.map(read);
  const unreadable: UnreadableEntry[] = [];
  const times = playTimes(raw);
  const durationMs = times.at(-1) ?? 0;
  const edits = new Map<string, ReplayEdit[]>();
  const states: InterviewState[] = [];
  let folded = emptyInterview(input.minutes);

  entries.forEach((entry, moment) => {
    if (moment % entriesPerCheckpoint === 0) states.push(folded);
    const { seq, kind } = raw[moment] as RawEntry;
    if (!entry) unreadable.push({ seq, moment, kind });
    else folded = fold(folded, entry);
    if (entry?.kind === "edited") {
      const { documentId } = entry.payload;
      const list = edits.get(documentId) ?? [];
      edits.set(documentId, list);
      list.push({ moment, participantId: entry.participantId, update: entry.update ?? null });
    }
  });
  const final = folded;
  const documents = new Map([...edits].map(([documentId, list]) => [documentId, createReplayDocument(list)]));
  const marks = listMarks(entries, times);
  let last = { moment: 0, state: states[0] ?? final };

  function stateAt(moment: number): InterviewState {
    const wanted = bounded(moment);
    if (last.moment === wanted) return last.state;
    const checkpoint = Math.min(Math.floor(wanted / entriesPerCheckpoint), states.length - 1);
    const from = checkpoint * entriesPerCheckpoint;
    const isNear = last.moment <= wanted && last.moment >= from;
    let state = isNear ? last.state : (states[checkpoint] ?? final);
    for (let index = isNear ? last.moment : Math.max(from, 0); index < wanted; index += 1) {
      const entry = entries[index];
      if (entry) state = fold(state, entry);
    }
    last = { moment: wanted, state };
    return state;
  }

  function bounded(moment: number): number {
    return Math.min(Math.max(Math.trunc(moment) || 0, 0), entries.length);
  }

  return {
    entries: entries as readonly (Entry | null)[],
    /** Milliseconds since the first entry; they never fall, whatever the clocks said. */
    times,
    durationMs,
    startedAt: raw[0]?.at ?? 0,
    lastMoment: entries.length,
    marks: marks as readonly Mark[],
    unreadable: unreadable as readonly UnreadableEntry[],
    documentIds: [...documents.keys()],
    /** Everything that happened, folded. */
    final,
    stateAt,
    documentAt(documentId: string, moment: number): DocumentMoment {
      return documents.get(documentId)?.at(bounded(moment)) ?? { text: "", cursor: null, missingEdits: 0 };
    },
    /** Builds one checkpoint that a later seek will want; false when all are built. For a browser's idle time. */
    prepareNext: (): boolean => [...documents.values()].some((each) => each.prepareNext()),
    /**
     * The moment with what the server wrote in the same breath: a question's starter code, a verdict's explanation.
     * What is shown is this; where the player stands stays an entry that one can step from.
     */
    settled(moment: number): number {
      let end = bounded(moment);
      while (end > 0 && isInSameBreath(entries[end])) end += 1;
      return end;
    },
    timeOf: (moment: number): number => (moment <= 0 ? 0 : (times[bounded(moment) - 1] ?? 0)),
    /** What a clock on the wall showed, milliseconds since 1970. */
    wallTime: (moment: number, ms: number): number => (raw[bounded(moment) - 1]?.at ?? raw[0]?.at ?? 0) + ms - (times[bounded(moment) - 1] ?? 0),
    /** The moment that a time shows: everything up to it has happened. */
    momentAt: (ms: number): number => firstAbove(times, (time) => time > ms),
    /** The moment at which an entry has happened, or the nearest before it that this viewer may see. */
    momentOfSeq: (seq: number): number => firstAbove(raw, (each) => each.seq > seq),
    seqOf: (moment: number): number => raw[bounded(moment) - 1]?.seq ?? 0,
    /** The moment right after the next entry that the test holds for; null when there is none. */
    next(moment: number, wanted: (entry: Entry) => boolean): number | null {
      for (let index = bounded(moment); index < entries.length; index += 1) {
        const entry = entries[index];
        if (entry && wanted(entry)) return index + 1;
      }
      return null;
    },
    /** The same backwards: the last such entry before the one that `moment` stands on. */
    previous(moment: number, wanted: (entry: Entry) => boolean): number | null {
      for (let index = Math.min(moment, entries.length + 1) - 2; index >= 0; index -= 1) {
        const entry = entries[index];
        if (entry && wanted(entry)) return index + 1;
      }
      return null;
    },
    idle: (longerThanMs?: number): IdleStretch[] => idleStretches([0, ...times], longerThanMs),
    /** How many edits each participant made in each of `count` equal parts of the axis. */
    typing(axis: TimeAxis, count: number): Map<string, number[]> {
      const lanes = new Map<string, number[]>();
      for (const list of edits.values()) {
        for (const { participantId, moment } of list) {
          if (participantId === null) continue;
          const lane = lanes.get(participantId) ?? Array.from({ length: count }, () => 0);
          lanes.set(participantId, lane);
          const part = Math.min(Math.floor(axis.toPlace(times[moment] ?? 0) * count), count - 1);
          lane[part] = (lane[part] ?? 0) + 1;
        }
      }
      return lanes;
    },
  };
}
export type Replay = ReturnType<typeof createReplay>;

function isInSameBreath(entry: Entry | null | undefined): boolean {
  return entry?.kind === "submission_explained" || (entry?.kind === "edited" && entry.participantId === null);
}

/** By seq, each once: a list put together from several answers may overlap. */
function inOrder(entries: readonly RawEntry[]): RawEntry[] {
  const sorted = [...entries].sort((a, b) => a.seq - b.seq);
  return sorted.filter((entry, index) => entry.seq !== sorted[index - 1]?.seq);
}

function read(raw: RawEntry): Entry | null {
  try {
    return readEntry(raw);
  } catch {
    return null;
  }
}

/** Times since the first entry. A clock that was set back costs one step of nothing, and all after it goes on. */
function playTimes(entries: readonly RawEntry[]): number[] {
  let reached = 0;
  return entries.map(({ at }, index) => {
    const step = at - (entries[index - 1]?.at ?? at);
    if (step > 0 && Number.isFinite(step)) reached += step;
    return reached;
  });
}
