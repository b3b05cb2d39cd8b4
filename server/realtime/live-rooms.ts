import type { Pool } from "pg";
import { LiveRoom, type Relayed } from "@/server/realtime/live-room";

/** The rooms in this node's memory: loaded with their first socket, unloaded with their last. */
export interface LiveRooms {
  enter(interviewId: string): Promise<{ room: LiveRoom; release: () => void } | null>;
  find(interviewId: string): LiveRoom | null;
  all(): LiveRoom[];
}

export function createLiveRooms(options: { pool: Pool; relay: (room: LiveRoom, entries: readonly Relayed[]) => void }): LiveRooms {
  const held = new Map<string, { loading: Promise<LiveRoom | null>; loaded: LiveRoom | null; holders: number }>();
  return {
    async enter(interviewId) {
      let holding = held.get(interviewId);
      if (!holding) {
        holding = { loading: LiveRoom.load({ ...options, interviewId }), loaded: null, holders: 0 };
        held.set(interviewId, holding);
      }
      const mine = holding;
      mine.holders += 1;
      let isReleased = false;
      const release = () => {
        if (isReleased) return;
        isReleased = true;
        mine.holders -= 1;
        if (mine.holders === 0 && held.get(interviewId) === mine) held.delete(interviewId);
      };
      try {
        mine.loaded = await mine.loading;
      } catch (fault) {
        release();
        throw fault;
      }
      if (!mine.loaded) {
        release();
        return null;
      }
      // What was written between loading and now, and while nobody listened.
      await mine.loaded.catchUp();
      return { room: mine.loaded, release };
    },
    find: (interviewId) => held.get(interviewId)?.loaded ?? null,
    all: () => [...held.values()].flatMap((each) => each.loaded ?? []),
  };
}
