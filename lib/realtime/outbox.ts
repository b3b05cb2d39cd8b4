/** One edit that the server has not acknowledged yet. */
export type UnsentEdit = { readonly key: string; readonly update: Uint8Array };

/** Where a tab keeps its own unacknowledged edits, so that a reload or a crash loses nothing. */
export interface Outbox {
  /** Edits that any tab of this participant left behind, oldest first. */
  list(documentId: string): Promise<UnsentEdit[]>;
  add(documentId: string, update: Uint8Array): UnsentEdit;
  remove(documentId: string, keys: readonly string[]): void;
}

/** For tests and for browsers that refuse storage. */
export function memoryOutbox(): Outbox {
  const edits = new Map<string, Map<string, Uint8Array>>();
  const of = (documentId: string) => {
    const found = edits.get(documentId) ?? new Map<string, Uint8Array>();
    edits.set(documentId, found);
    return found;
  };
  let count = 0;
  return {
    list: async (documentId) => [...of(documentId)].map(([key, update]) => ({ key, update })),
    add(documentId, update) {
      const key = String(count++);
      of(documentId).set(key, update);
      return { key, update };
    },
    remove(documentId, keys) {
      for (const key of keys) of(documentId).delete(key);
    },
  };
}
