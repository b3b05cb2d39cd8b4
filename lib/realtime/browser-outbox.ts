import { createStore, delMany, entries, set } from "idb-keyval";
import type { Outbox } from "@/lib/realtime/outbox";

/** The outbox in IndexedDB. Keys sort by time, then by tab: `participantId/documentId/time-counter-tab`. */
export function browserOutbox(participantId: string): Outbox {
  const store = createStore("convolve-outbox", "edits");
  const tab = crypto.randomUUID().slice(0, 8);
  let count = 0;
  const prefix = (documentId: string) => `${participantId}/${documentId}/`;
  // A browser that refuses storage (private windows, a full disk) still sends; only a reload would lose what is unsent.
  const unstored = (): void => undefined;
  return {
    async list(documentId) {
      const all = await entries<string, Uint8Array>(store).catch(() => []);
      return all
        .filter(([key]) => key.startsWith(prefix(documentId)))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, update]) => ({ key, update }));
    },
    add(documentId, update) {
      const time = String(Date.now()).padStart(15, "0");
      const key = `${prefix(documentId)}${time}-${String(count++).padStart(9, "0")}-${tab}`;
      set(key, update, store).catch(unstored);
      return { key, update };
    },
    remove(_documentId, keys) {
      delMany([...keys], store).catch(unstored);
    },
  };
}
