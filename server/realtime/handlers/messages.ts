import { ok } from "@/lib/result";
import type { RealtimeParts } from "@/server/realtime/create-realtime";
import { handle, type Door } from "@/server/realtime/handle";
import { appendEntry } from "@/server/transcripts/append";

/** Chat for everyone; notes for their author alone. */
export function handleMessages(door: Door, { database }: RealtimeParts): void {
  handle(door, "chat:send", async ({ room, participantId }, { text }) =>
    ok(await appendEntry(database.pool, {
      interviewId: room.interviewId, participantId, kind: "chat_sent", audience: "everyone", payload: { text },
    })),
  );

  handle(door, "note:write", async ({ room, participantId }, { text }) => {
    // Interviewers of this moment share their notes; who becomes one later opens nothing earlier.
    const interviewers = [...room.state.participants.values()].filter((each) => each.role === "interviewer");
    return ok(await appendEntry(database.pool, {
      interviewId: room.interviewId, participantId, kind: "note_written",
      audience: interviewers.map((each) => each.participantId), payload: { text },
    }));
  });
}
