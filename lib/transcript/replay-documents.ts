import * as Y from "yjs";
import { codeTextName } from "@/lib/realtime/document-client";
import { firstAbove } from "@/lib/transcript/time-axis";

/** An edit of one document. `moment`: how many entries of the transcript lie before it. */
export type ReplayEdit = {
  readonly moment: number;
  readonly participantId: string | null;
  /** Null where the bytes are gone (erased, or lost). */
  readonly update: Uint8Array | null;
};

export type DocumentMoment = {
  readonly text: string;
  /** Where the last edit left off, and whose it was; null before the first. */
  readonly cursor: { readonly participantId: string | null; readonly index: number; readonly moment: number } | null;
  /** Edits up to here that could not be read, or whose predecessor could not: the text lacks them. */
  readonly missingEdits: number;
};

/** Edits between two checkpoints: a seek then applies at most as many, a few milliseconds, whatever the length of the interview. */
const editsPerCheckpoint = 500;

type Checkpoint = { readonly state: Uint8Array; readonly corrupt: number };
type Loaded = { readonly doc: Y.Doc; readonly applied: number; readonly corrupt: number; readonly cursor: number | null };

/** The text of one document at any moment of its life. */
export function createReplayDocument(edits: readonly ReplayEdit[]) {
  const start: Checkpoint = { state: Y.encodeStateAsUpdate(new Y.Doc()), corrupt: 0 };
  // checkpoints[k] is the document after k * editsPerCheckpoint edits; the last one is what `builder` has reached.
  const checkpoints: Checkpoint[] = [start];
  let builder = new Y.Doc();
  let loaded: Loaded = { doc: new Y.Doc(), applied: 0, corrupt: 0, cursor: null };
  let shown: { applied: number; moment: DocumentMoment } | null = null;

  /** Builds one more checkpoint; false when there is none left to build. */
  function prepareNext(): boolean {
    const from = (checkpoints.length - 1) * editsPerCheckpoint;
    if (from + editsPerCheckpoint > edits.length) {
      builder.destroy();
      builder = new Y.Doc();
      return false;
    }
    const corrupt = apply(builder, edits, from, from + editsPerCheckpoint);
    const before = checkpoints.at(-1)?.corrupt ?? 0;
    checkpoints.push({ state: Y.encodeStateAsUpdate(builder), corrupt: before + corrupt });
    return true;
  }

  function load(count: number): Loaded {
    const wanted = Math.floor(Math.max(count - 1, 0) / editsPerCheckpoint);
    // A step or a second of playing starts from what is on the screen; anything else from the nearest checkpoint.
    if (loaded.applied > count || loaded.applied < wanted * editsPerCheckpoint) {
      while (checkpoints.length <= wanted && prepareNext());
      const nearest = Math.min(wanted, checkpoints.length - 1);
      const { state, corrupt } = checkpoints[nearest] ?? start;
      loaded.doc.destroy();
      const doc = new Y.Doc();
      Y.applyUpdate(doc, state);
      loaded = { doc, applied: nearest * editsPerCheckpoint, corrupt, cursor: null };
    }
    if (loaded.applied < count) {
      const { doc } = loaded;
      // The last edit alone, so that its place in the text is known.
      let corrupt = loaded.corrupt + apply(doc, edits, loaded.applied, count - 1);
      const text = doc.getText(codeTextName);
      let cursor: number | null = null;
      const observe = (event: Y.YTextEvent): void => {
        cursor = endOfChange(event);
      };
      text.observe(observe);
      corrupt += apply(doc, edits, count - 1, count);
      text.unobserve(observe);
      loaded = { doc, applied: count, corrupt, cursor };
    }
    return loaded;
  }

  return {
    edits,
    prepareNext,
    /** The document after all edits that lie before `moment`. */
    at(moment: number): DocumentMoment {
      const count = firstAbove(edits, (edit) => edit.moment >= moment);
      if (shown?.applied === count) return shown.moment;
      const { doc, corrupt, cursor } = load(count);
      const last = edits[count - 1];
      const result: DocumentMoment = {
        text: doc.getText(codeTextName).toString(),
        cursor: last && cursor !== null ? { participantId: last.participantId, index: cursor, moment: last.moment } : null,
        missingEdits: corrupt + waiting(doc),
      };
      shown = { applied: count, moment: result };
      return result;
    },
  };
}
export type ReplayDocument = ReturnType<typeof createReplayDocument>;

/** Applies edits [from, to) in one transaction, which is twice as fast as one each; answers how many it could not. */
function apply(doc: Y.Doc, edits: readonly ReplayEdit[], from: number, to: number): number {
  let corrupt = 0;
  const one = (index: number): void => {
    const update = edits[index]?.update;
    try {
      if (update) Y.applyUpdate(doc, update);
      else corrupt += 1;
    } catch {
      corrupt += 1;
    }
  };
  try {
    doc.transact(() => {
      for (let index = from; index < to; index += 1) one(index);
    });
  } catch {
    // What a bad update leaves behind can fail when the transaction is tidied up; the text that is there stays.
    corrupt += 1;
  }
  return corrupt;
}

/** Edits that wait for one that never came; Yjs holds them back, because their place is unknown. */
function waiting(doc: Y.Doc): number {
  return doc.store.pendingStructs ? Math.max(doc.store.pendingStructs.missing.size, 1) : 0;
}

/** Where a cursor stands after a change: behind the last thing inserted, or where something was taken out. */
function endOfChange(event: Y.YTextEvent): number {
  let index = 0;
  let end = 0;
  for (const part of event.delta) {
    if (part.retain !== undefined) index += part.retain;
    else if (typeof part.insert === "string") index = end = index + part.insert.length;
    else end = index;
  }
  return end;
}
