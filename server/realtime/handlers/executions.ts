import { fail, ok } from "@/lib/result";
import { requestExecution } from "@/server/judging/request";
import type { RealtimeParts } from "@/server/realtime/create-realtime";
import { handle, type Door } from "@/server/realtime/handle";
import type { RoomSession } from "@/server/realtime/room-socket";

/** How long Run waits for edits that the tab has sent and the server has not seen. */
const editsArriveMs = 5_000;

/** Run and Submit. What is judged is what was committed: no source comes from a browser. */
export function handleExecutions(door: Door, { database }: RealtimeParts): void {
  handle(door, "run:request", (session, payload) => request(session, "run", payload));
  handle(door, "submission:request", (session, payload) => request(session, "submission", { ...payload, input: null }));

  async function request(
    session: RoomSession,
    kind: "run" | "submission",
    { documentId, stateVector, input }: { documentId: string; stateVector: Uint8Array; input: string | null },
  ) {
    const opened = session.documents.get(documentId);
    if (!opened) return fail("not_found");
    if (session.room.state.runsDisabled) return fail("runs_disabled");
    const committed = await opened.document.committedText(stateVector, editsArriveMs);
    if (!committed) return fail("database_unavailable");
    const result = await requestExecution(database, {
      kind, documentId, input, interviewId: session.room.interviewId, participantId: session.participantId,
      source: committed.text, textSeq: committed.seq,
    });
    return result.ok ? ok({ executionId: result.value.executionId }) : result;
  }
}
