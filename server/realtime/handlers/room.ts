import { fail, ok } from "@/lib/result";
import { requireAccess } from "@/server/interviews/access";
import type { RealtimeParts } from "@/server/realtime/create-realtime";
import { handle, handleOutside, type Door } from "@/server/realtime/handle";
import { interviewChannel, participantChannel, type RoomSession, type RoomSocket } from "@/server/realtime/room-socket";
import { listEntries } from "@/server/transcripts/read";

/** Coming in and going out. */
export function handleRoom(door: Door, parts: RealtimeParts): void {
  const { socket } = door;

  handleOutside(door, "room:join", async ({ interviewId, sinceSeq }) => {
    const access = await requireAccess(parts.database, socket.data.viewer, interviewId);
    if (!access.ok) return fail("not_found");
    if (socket.data.session && socket.data.session.room.interviewId !== interviewId) return fail("not_allowed");
    const entered = socket.data.session ? null : await parts.rooms.enter(interviewId);
    if (!socket.data.session) {
      if (!entered) return fail("not_found");
      if (!socket.connected) {
        entered.release();
        return fail("not_in_room");
      }
      const session: RoomSession = {
        room: entered.room, participantId: access.value.participantId, documents: new Map(), release: entered.release, isLeaving: false,
      };
      socket.data.session = session;
      // Before the entries are read: what is written meanwhile is sent as well, and the client drops what it has.
      await socket.join([interviewChannel(interviewId), participantChannel(session.participantId)]);
      parts.presence.entered(entered.room, session.participantId);
    }
    const session = socket.data.session;
    if (!session) return fail("not_in_room");
    const [entries, { rows }] = await Promise.all([
      listEntries(parts.database, access.value, { afterSeq: sinceSeq, limit: 100_000, withoutEdits: true }),
      parts.database.pool.query<{ minutes: number; title: string }>("SELECT minutes, title FROM interviews WHERE id = $1", [interviewId]),
    ]);
    const [interview] = rows;
    if (!interview) return fail("not_found");
    return ok({
      participantId: session.participantId,
      role: access.value.role,
      phase: session.room.state.phase,
      minutes: interview.minutes,
      title: interview.title,
      serverTime: Date.now(),
      entries: entries.map(({ seq, kind, participantId, at, payload }) => ({ seq, kind, participantId, at, payload })),
      lastSeq: entries.at(-1)?.seq ?? sinceSeq,
    });
  });

  handle(door, "room:leave", async (session) => {
    session.isLeaving = true;
    leaveRoom(socket, parts);
    return ok({});
  });

  socket.on("disconnect", () => leaveRoom(socket, parts));
}

function leaveRoom(socket: RoomSocket, parts: RealtimeParts): void {
  const { session } = socket.data;
  if (!session) return;
  socket.data.session = null;
  for (const [documentId, opened] of session.documents) {
    parts.cursors.hide(session, documentId, opened.clientId);
    opened.release();
  }
  parts.presence.left(session.room, session.participantId, session.isLeaving ? "left" : "connection_lost");
  session.release();
  void socket.leave(interviewChannel(session.room.interviewId));
  void socket.leave(participantChannel(session.participantId));
}
