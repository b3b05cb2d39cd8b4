import type { Pool } from "pg";
import { OpenDocument } from "@/server/documents/open-document";
import type { EntryWriter } from "@/server/transcripts/entry-writer";

/** The documents in this node's memory: loaded once, kept while somebody has them open, unloaded when empty. */
export interface Documents {
  /** Loads the document, or joins those who have it; null when the interview has no such document. */
  open(documentId: string, interviewId: string): Promise<{ document: OpenDocument; release: () => void } | null>;
  /** Forgets what is in memory, so that the next open reads what is committed. */
  drop(documentId: string): void;
  close(): Promise<void>;
}

type Holding = { loading: Promise<OpenDocument | null>; holders: number };

export function createDocuments(options: { pool: Pool; writer: EntryWriter }): Documents {
  const { pool, writer } = options;
  const held = new Map<string, Holding>();

  async function load(documentId: string, interviewId: string): Promise<OpenDocument | null> {
    const { rowCount } = await pool.query("SELECT 1 FROM documents WHERE id = $1 AND interview_id = $2 AND kind = 'code'", [
      documentId, interviewId,
    ]);
    return rowCount === 0 ? null : OpenDocument.load({ pool, writer, documentId, interviewId });
  }

  async function unload(documentId: string, holding: Holding): Promise<void> {
    const document = await holding.loading.catch(() => null);
    await document?.settle();
    // Somebody came back while the last edits were being committed: what is in memory is still the newest.
    if (holding.holders > 0 || held.get(documentId) !== holding) return;
    held.delete(documentId);
    await document?.close();
  }

  return {
    async open(documentId, interviewId) {
      const holding = held.get(documentId) ?? { loading: load(documentId, interviewId), holders: 0 };
      held.set(documentId, holding);
      holding.holders += 1;
      let isReleased = false;
      const release = () => {
        if (isReleased) return;
        isReleased = true;
        holding.holders -= 1;
        if (holding.holders === 0) void unload(documentId, holding).catch(() => undefined);
      };
      const document = await holding.loading.catch((fault: unknown) => {
        held.delete(documentId);
        throw fault;
      });
      if (document?.interviewId === interviewId) return { document, release };
      release();
      return null;
    },
    drop(documentId) {
      held.delete(documentId);
    },
    async close() {
      const open = [...held.values()];
      held.clear();
      await Promise.all(open.map(async (each) => (await each.loading.catch(() => null))?.close().catch(() => undefined)));
    },
  };
}
