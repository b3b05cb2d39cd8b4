import type { Pool } from "pg";
import * as Y from "yjs";
import { codeTextName } from "@/lib/realtime/document-client";
import { fail, ok, type Result } from "@/lib/result";
import type { EntryWriter } from "@/server/transcripts/entry-writer";

export type Edit = {
  readonly participantId: string;
  readonly update: Uint8Array;
  /** A locked editor refuses this edit. */
  readonly respectsLock: boolean;
};
export type EditRefusal = "bad_update" | "foreign_client" | "refused_late";

/** A code document larger than this is somebody's attack: the judge takes 64 KiB. */
const maxTextLength = 256 * 1024;
/** Edits after which the next load would fold too many: a checkpoint is written (measured in realtime.md). */
const checkpointEvery = 500;

/** One document in the memory of its node: loaded once, validated here, appended to the transcript, folded lazily. */
export class OpenDocument {
  private readonly doc: Y.Doc;
  private committedSeq: number;
  private sinceCheckpoint = 0;
  private pending = 0;
  private settled: Promise<void> = Promise.resolve();
  private covered: { vector: Map<number, number>; resolve: () => void }[] = [];

  private constructor(
    readonly documentId: string,
    readonly interviewId: string,
    private readonly owners: Map<number, string>,
    private readonly pool: Pool,
    private readonly writer: EntryWriter,
    loaded: { doc: Y.Doc; seq: number; edits: number },
  ) {
    this.doc = loaded.doc;
    this.committedSeq = loaded.seq;
    this.sinceCheckpoint = loaded.edits;
  }

  static async load(options: { pool: Pool; writer: EntryWriter; documentId: string; interviewId: string }): Promise<OpenDocument> {
    const { pool, writer, documentId, interviewId } = options;
    const [loaded, owners] = await Promise.all([loadDocument(pool, documentId, interviewId), loadOwners(pool, documentId)]);
    return new OpenDocument(documentId, interviewId, owners, pool, writer, loaded);
  }

  /** Binds a tab's Yjs clientID to a participant for good; false when it is somebody else's. */
  async bind(clientId: number, participantId: string): Promise<boolean> {
    const owner = this.owners.get(clientId);
    if (owner !== undefined) return owner === participantId;
    const { rows } = await this.pool.query<{ participant_id: string }>(
      `INSERT INTO document_clients (document_id, client_id, participant_id) VALUES ($1, $2, $3)
       ON CONFLICT (document_id, client_id) DO UPDATE SET participant_id = document_clients.participant_id
       RETURNING participant_id`,
      [this.documentId, clientId, participantId],
    );
    const bound = rows[0]?.participant_id ?? "";
    this.owners.set(clientId, bound);
    return bound === participantId;
  }

  owns(clientId: number, participantId: string): boolean {
    return this.owners.get(clientId) === participantId;
  }

  /**
   * Takes an edit: applied at once (the caller may show it to the partner), `committed` resolves after the commit.
   * Everything is checked before the document is touched, since a Y.Doc can't take an update back.
   */
  edit(edit: Edit): Result<{ committed: Promise<Result<{ seq: number }, EditRefusal>> }, EditRefusal> {
    const check = this.check(edit);
    if (!check.ok) return check;
    try {
      Y.applyUpdate(this.doc, edit.update);
    } catch {
      return fail("bad_update");
    }
    this.wakeCovered();
    this.pending += 1;
    const committed = this.writer
      .append({
        interviewId: this.interviewId, kind: "edited", participantId: edit.participantId, audience: "everyone",
        payload: { documentId: this.documentId }, update: edit.update, respectsLock: edit.respectsLock,
      })
      .then((written): Result<{ seq: number }, EditRefusal> => {
        if (!written) return fail("refused_late");
        this.committedSeq = Math.max(this.committedSeq, written.seq);
        this.sinceCheckpoint += 1;
        return ok({ seq: written.seq });
      })
      .finally(() => {
        this.pending -= 1;
      });
    this.settled = committed.then(noop, noop);
    return ok({ committed });
  }

  private check({ update, participantId }: Edit): Result<null, EditRefusal> {
    let decoded: ReturnType<typeof Y.decodeUpdate>;
    try {
      decoded = Y.decodeUpdate(update);
    } catch {
      return fail("bad_update");
    }
    // A first pass over the ids, since an insertion may stand beside one that comes later in the same update.
    const next = new Map<number, number>();
    for (const struct of decoded.structs) {
      if (struct instanceof Y.Skip) return fail("bad_update");
      const { client, clock } = struct.id;
      if (!this.owns(client, participantId)) return fail("foreign_client");
      const known = next.get(client) ?? Y.getState(this.doc.store, client);
      // A gap would stay pending for ever: nobody but this tab could fill it.
      if (clock > known) return fail("bad_update");
      next.set(client, Math.max(known, clock + struct.length));
    }
    const isHere = (id: { client: number; clock: number } | null) =>
      id === null || id.clock < (next.get(id.client) ?? Y.getState(this.doc.store, id.client));
    let added = 0;
    for (const struct of decoded.structs) {
      if (!(struct instanceof Y.Item)) continue;
      if (!isHere(struct.origin) || !isHere(struct.rightOrigin)) return fail("bad_update");
      if (typeof struct.parent === "string" && struct.parent !== codeTextName) return fail("bad_update");
      // Code documents hold text and nothing else: no types, binaries or documents within documents.
      if (struct.content instanceof Y.ContentString) added += struct.content.str.length;
      else if (!(struct.content instanceof Y.ContentDeleted)) return fail("bad_update");
    }
    if (added > 0 && this.doc.getText(codeTextName).length + added > maxTextLength) return fail("bad_update");
    return ok(null);
  }

  /** The tab's state vector in, what it lacks out. */
  diff(stateVector: Uint8Array): { update: Uint8Array; stateVector: Uint8Array } {
    return { update: Y.encodeStateAsUpdate(this.doc, stateVector), stateVector: Y.encodeStateVector(this.doc) };
  }

  /**
   * The text that covers `stateVector`, once it is committed, with the seq up to which it is. Null when the edits that
   * it names do not arrive in time.
   */
  async committedText(stateVector: Uint8Array, waitMs: number): Promise<{ text: string; seq: number } | null> {
    let vector: Map<number, number>;
    try {
      vector = Y.decodeStateVector(stateVector);
    } catch {
      return null;
    }
    if (!this.covers(vector)) {
      const arrived = await new Promise<boolean>((resolve) => {
        const waiting = { vector, resolve: () => resolve(true) };
        this.covered.push(waiting);
        setTimeout(() => {
          this.covered = this.covered.filter((each) => each !== waiting);
          resolve(false);
        }, waitMs).unref();
      });
      if (!arrived) return null;
    }
    const text = this.text;
    // Commits of one interview keep the order of its edits: when the last one so far is in, all that `text` shows are.
    await this.settled;
    return { text, seq: this.committedSeq };
  }

  private covers(vector: Map<number, number>): boolean {
    for (const [client, clock] of vector) if (Y.getState(this.doc.store, client) < clock) return false;
    return true;
  }

  private wakeCovered(): void {
    for (const each of this.covered.filter((waiting) => this.covers(waiting.vector))) {
      this.covered = this.covered.filter((waiting) => waiting !== each);
      each.resolve();
    }
  }

  get text(): string {
    return this.doc.getText(codeTextName).toString();
  }

  get isIdle(): boolean {
    return this.pending === 0;
  }

  /** Writes a checkpoint when the next load would have to fold many edits. Entries are never deleted. */
  async compact(): Promise<void> {
    if (this.sinceCheckpoint < checkpointEvery || this.pending > 0) return;
    const seq = this.committedSeq;
    const state = Buffer.from(Y.encodeStateAsUpdate(this.doc));
    this.sinceCheckpoint = 0;
    await this.pool.query(
      "INSERT INTO checkpoints (document_id, seq, state) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
      [this.documentId, seq, state],
    );
  }

  /** Resolves when every edit so far is committed or refused. */
  async settle(): Promise<void> {
    await this.settled;
  }

  async close(): Promise<void> {
    await this.settled;
    await this.compact();
    this.doc.destroy();
  }
}

function noop(): void {}

async function loadDocument(pool: Pool, documentId: string, interviewId: string): Promise<{ doc: Y.Doc; seq: number; edits: number }> {
  const checkpoint = await pool.query<{ seq: number; state: Buffer }>(
    "SELECT seq, state FROM checkpoints WHERE document_id = $1 ORDER BY seq DESC LIMIT 1",
    [documentId],
  );
  const from = checkpoint.rows[0];
  const edits = await pool.query<{ seq: number; update: Buffer }>(
    `SELECT seq, update FROM entries
     WHERE interview_id = $1 AND seq > $2 AND kind = 'edited' AND payload->>'documentId' = $3 ORDER BY seq`,
    [interviewId, from?.seq ?? 0, documentId],
  );
  const doc = new Y.Doc();
  doc.transact(() => {
    if (from) Y.applyUpdate(doc, from.state);
    for (const each of edits.rows) Y.applyUpdate(doc, each.update);
  });
  return { doc, seq: edits.rows.at(-1)?.seq ?? from?.seq ?? 0, edits: edits.rows.length };
}

async function loadOwners(pool: Pool, documentId: string): Promise<Map<number, string>> {
  const { rows } = await pool.query<{ client_id: string; participant_id: string }>(
    "SELECT client_id, participant_id FROM document_clients WHERE document_id = $1",
    [documentId],
  );
  return new Map(rows.map((row) => [Number(row.client_id), row.participant_id]));
}
