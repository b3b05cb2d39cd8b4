import type { RemoteCursor } from "@/lib/realtime/events";
import type { RoomSession, RoomServer, RoomSocket } from "@/server/realtime/room-socket";
import { interviewChannel } from "@/server/realtime/room-socket";

/**
 * Cursors of a document, rebuilt by the server: whose it is, name and hue come from the participant, one for each tab.
 * They are for the people in the room: not kept, not counted on.
 */
export interface Cursors {
  list(documentId: string): RemoteCursor[];
  move(socket: RoomSocket, session: RoomSession, documentId: string, clientId: number, selection: RemoteCursor["selection"]): void;
  hide(session: RoomSession, documentId: string, clientId: number): void;
}

export function createCursors(io: RoomServer): Cursors {
  const shown = new Map<string, Map<number, RemoteCursor>>();

  function stamp(session: RoomSession, documentId: string, clientId: number, selection: RemoteCursor["selection"]): RemoteCursor {
    const participant = session.room.participant(session.participantId);
    return {
      documentId, clientId, selection, participantId: session.participantId,
      name: participant?.name ?? "", hue: participant?.hue ?? 0,
    };
  }

  return {
    list: (documentId) => [...(shown.get(documentId)?.values() ?? [])],
    move(socket, session, documentId, clientId, selection) {
      const cursor = stamp(session, documentId, clientId, selection);
      const ofDocument = shown.get(documentId) ?? new Map<number, RemoteCursor>();
      shown.set(documentId, ofDocument.set(clientId, cursor));
      // Volatile: a slow connection gets the newest cursor, not all that it missed.
      socket.volatile.to(interviewChannel(session.room.interviewId)).emit("cursor:moved", cursor);
    },
    hide(session, documentId, clientId) {
      const ofDocument = shown.get(documentId);
      if (!ofDocument?.delete(clientId)) return;
      if (ofDocument.size === 0) shown.delete(documentId);
      io.to(interviewChannel(session.room.interviewId)).emit("cursor:moved", stamp(session, documentId, clientId, null));
    },
  };
}
