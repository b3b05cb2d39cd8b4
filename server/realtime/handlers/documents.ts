import { toWire } from "@/lib/realtime/wire";
import type { EventFailure } from "@/lib/realtime/events";
import { fail, ok } from "@/lib/result";
import type { EditRefusal } from "@/server/documents/open-document";
import type { RealtimeParts } from "@/server/realtime/create-realtime";
import { handle, type Door } from "@/server/realtime/handle";
import { interviewChannel, roleOf } from "@/server/realtime/room-socket";

const failureOf: Record<EditRefusal, EventFailure> = {
  bad_update: "bad_update",
  foreign_client: "foreign_client",
  refused_late: "time_over",
};

/** Documents a tab may have open in one room: one for each question, and some. */
const maxOpenDocuments = 20;

/** Shared text and cursors. */
export function handleDocuments(door: Door, parts: RealtimeParts): void {
  const { socket } = door;

  handle(door, "document:open", async (session, { documentId, clientId, stateVector }) => {
    const { room, participantId } = session;
    if (!room.state.questions.some((each) => each.documentId === documentId)) return fail("not_found");
    const before = session.documents.get(documentId);
    if (!before && session.documents.size >= maxOpenDocuments) return fail("too_many");
    const opened = before ?? (await parts.documents.open(documentId, room.interviewId));
    if (!opened) return fail("not_found");
    const isBound = await opened.document.bind(clientId, participantId);
    if (socket.data.session !== session || !isBound) {
      if (!before) opened.release();
      return fail(isBound ? "not_in_room" : "foreign_client");
    }
    if (before && before.clientId !== clientId) parts.cursors.hide(session, documentId, before.clientId);
    session.documents.set(documentId, { document: opened.document, release: opened.release, clientId });
    const { update, stateVector: serverVector } = opened.document.diff(stateVector);
    return ok({ update: toWire(update), stateVector: toWire(serverVector), cursors: parts.cursors.list(documentId) });
  });

  handle(door, "document:edit", async (session, { documentId, update }) => {
    const opened = session.documents.get(documentId);
    if (!opened) return fail("not_found");
    const { room, participantId } = session;
    // The database decides again under its own clock; this saves the partner from seeing what will be refused.
    const { clock, editorLocked } = room.state;
    if (clock.state === "running" && Date.now() > clock.deadlineAt) return fail("time_over");
    const respectsLock = roleOf(session) === "candidate";
    if (editorLocked && respectsLock) return fail("editor_locked");
    const taken = opened.document.edit({ participantId, update, respectsLock });
    if (!taken.ok) return fail(failureOf[taken.code]);
    // Broadcast at once, acknowledge after the commit (house.md, rule 2).
    socket.to(interviewChannel(room.interviewId)).emit("document:edited", { documentId, update: toWire(update), participantId });
    const committed = await taken.value.committed;
    if (committed.ok) return ok({ seq: committed.value.seq });
    // The memory of this node and the screens of the others hold what the table refused: all read it anew.
    parts.resetDocument(room.interviewId, documentId);
    return fail(room.state.editorLocked ? "editor_locked" : failureOf[committed.code]);
  });

  handle(door, "cursor:move", async (session, { documentId, clientId, selection }) => {
    const opened = session.documents.get(documentId);
    if (!opened?.document.owns(clientId, session.participantId)) return fail("foreign_client");
    if (clientId === opened.clientId) parts.cursors.move(socket, session, documentId, clientId, selection);
    return ok({});
  });
}
