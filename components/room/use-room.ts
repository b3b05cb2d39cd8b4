"use client";
import { useEffect, useState, useSyncExternalStore } from "react";
import { browserOutbox } from "@/lib/realtime/browser-outbox";
import { openRoom, type Room, type RoomSnapshot } from "@/lib/realtime/room-client";

/** The room in this tab: opened with the page, left with it. */
export function useRoom(interviewId: string): { room: Room; snapshot: RoomSnapshot } | null {
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    const opened = openRoom({ interviewId, outboxFor: browserOutbox });
    setRoom(opened);
    return () => {
      setRoom(null);
      void opened.close();
    };
  }, [interviewId]);
  const snapshot = useSyncExternalStore(
    (listener) => room?.subscribe(listener) ?? (() => undefined),
    () => room?.getSnapshot() ?? null,
    () => null,
  );
  return room && snapshot ? { room, snapshot } : null;
}
