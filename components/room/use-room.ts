"use client";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { browserOutbox } from "@/lib/realtime/browser-outbox";
import { openRoom, type Room, type RoomSnapshot } from "@/lib/realtime/room-client";

type Holder = { subscribe: (listener: () => void) => () => void; getRoom: () => Room | null; close: () => void };

/** Opens the room with its first listener and leaves it with the page, so that a double mount opens one socket at a time. */
function createHolder(interviewId: string): Holder {
  let room: Room | null = null;
  return {
    subscribe(listener) {
      room ??= openRoom({ interviewId, outboxFor: browserOutbox });
      return room.subscribe(listener);
    },
    getRoom: () => room,
    close() {
      void room?.close();
      room = null;
    },
  };
}

/** The room in this tab; null until it is open. */
export function useRoom(interviewId: string): { room: Room; snapshot: RoomSnapshot } | null {
  const holder = useMemo(() => createHolder(interviewId), [interviewId]);
  useEffect(() => () => holder.close(), [holder]);
  const snapshot = useSyncExternalStore(holder.subscribe, () => holder.getRoom()?.getSnapshot() ?? null, () => null);
  const room = holder.getRoom();
  return room && snapshot ? { room, snapshot } : null;
}
