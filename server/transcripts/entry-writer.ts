import type { Pool } from "pg";
import { appendEntries, type NewEntry, type Written } from "@/server/transcripts/append";

/** A writer that commits the entries of all rooms together: one statement, one flush to disk, for many keystrokes. */
export interface EntryWriter {
  /**
   * Resolves after the commit, in the order of the calls. While the database is away an edit waits here and is tried
   * again (others may already build on it); anything else is rejected, so that its author hears of it.
   */
  append(entry: NewEntry): Promise<Written>;
  /** Edits that are held because the database is away; 0 when all is well. */
  readonly heldEdits: number;
  /** Writes what waits, then refuses more. What can't be written by then is rejected: it stays in its author's outbox. */
  close(): Promise<void>;
}

type Waiting = { entry: NewEntry; resolve: (written: Written) => void; reject: (fault: unknown) => void };

/** Rows of one statement: bounds its memory and the time that its interviews stay locked. */
const maxBatch = 500;
/** Edits held while the database is away: at 200 bytes each some 20 MB. */
const maxHeld = 100_000;

export function createEntryWriter(options: {
  pool: Pool;
  /** How long the first entry of a batch waits for others. */
  gatherMs?: number;
  retryMs?: number;
  onFault?: (fault: unknown) => void;
}): EntryWriter {
  const gatherMs = options.gatherMs ?? 8;
  const retryMs = options.retryMs ?? 500;
  let waiting: Waiting[] = [];
  let isClosing = false;
  let isAway = false;
  let running: Promise<void> | null = null;

  async function writeAll(): Promise<void> {
    await pause(gatherMs);
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxBatch);
      waiting = waiting.slice(batch.length);
      const held = await write(batch);
      isAway = held.length > 0;
      if (!isAway) continue;
      waiting = [...held, ...waiting];
      if (isClosing) {
        for (const each of waiting.splice(0)) each.reject(new Error("the entry writer closed while the database was away"));
      } else {
        await pause(retryMs);
      }
    }
    running = null;
  }

  /** Commits a batch; answers what must be tried again. */
  async function write(batch: Waiting[]): Promise<Waiting[]> {
    try {
      const written = await appendEntries(options.pool, batch.map((each) => each.entry));
      batch.forEach((each, index) => each.resolve(written[index] ?? null));
      return [];
    } catch (fault) {
      options.onFault?.(fault);
      if (isFaultOfTheData(fault)) {
        const [only] = batch;
        if (batch.length === 1 && only) {
          only.reject(fault);
          return [];
        }
        // One bad row must not take the others with it.
        const held: Waiting[] = [];
        for (const each of batch) held.push(...(held.length > 0 ? [each] : await write([each])));
        return held;
      }
      for (const each of batch) if (each.entry.kind !== "edited") each.reject(fault);
      return batch.filter((each) => each.entry.kind === "edited");
    }
  }

  return {
    append(entry) {
      if (isClosing) return Promise.reject(new Error("the entry writer is closed"));
      if (waiting.length >= maxHeld) return Promise.reject(new Error("too many entries wait for the database"));
      const written = new Promise<Written>((resolve, reject) => waiting.push({ entry, resolve, reject }));
      running ??= writeAll();
      return written;
    },
    get heldEdits() {
      return isAway ? waiting.length : 0;
    },
    async close() {
      isClosing = true;
      await running;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** SQLSTATE classes 22 (data) and 23 (constraints): the same row would fail again. */
function isFaultOfTheData(fault: unknown): boolean {
  const code = fault instanceof Error && "code" in fault ? String(fault.code) : "";
  return /^2[23]...$/.test(code);
}
