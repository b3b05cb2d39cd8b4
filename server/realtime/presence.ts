import type { leaveReasons } from "@/lib/transcript/entries";
import type { LiveRoom } from "@/server/realtime/live-room";

type Reason = (typeof leaveReasons)[number];

/** Who is here: a participant is, while at least one of their sockets on this node is in the room. */
export interface Presence {
  entered(room: LiveRoom, participantId: string): void;
  /** A reload comes back within the pause and nobody hears of it; leaving on purpose is said at once. */
  left(room: LiveRoom, participantId: string, reason: Reason): void;
  isHere(interviewId: string, participantId: string): boolean;
  close(): void;
}

export function createPresence(options: {
  pauseMs?: number;
  write: (room: LiveRoom, participantId: string, change: "connected" | Reason) => void;
}): Presence {
  const pauseMs = options.pauseMs ?? 4_000;
  const sockets = new Map<string, number>();
  const leaving = new Map<string, ReturnType<typeof setTimeout>>();
  const keyOf = (interviewId: string, participantId: string) => `${interviewId}/${participantId}`;

  function settle(room: LiveRoom, participantId: string, change: "connected" | Reason): void {
    const now = room.participant(participantId)?.connection.state;
    if (now !== change) options.write(room, participantId, change);
  }

  return {
    entered(room, participantId) {
      const key = keyOf(room.interviewId, participantId);
      clearTimeout(leaving.get(key));
      leaving.delete(key);
      const count = (sockets.get(key) ?? 0) + 1;
      sockets.set(key, count);
      if (count === 1) settle(room, participantId, "connected");
    },
    left(room, participantId, reason) {
      const key = keyOf(room.interviewId, participantId);
      const count = (sockets.get(key) ?? 1) - 1;
      if (count > 0) return void sockets.set(key, count);
      sockets.delete(key);
      const gone = () => {
        leaving.delete(key);
        settle(room, participantId, reason);
      };
      if (reason === "left") gone();
      else leaving.set(key, setTimeout(gone, pauseMs));
    },
    isHere: (interviewId, participantId) => sockets.has(keyOf(interviewId, participantId)),
    close() {
      for (const timer of leaving.values()) clearTimeout(timer);
      leaving.clear();
    },
  };
}
