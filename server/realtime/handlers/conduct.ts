import { fail, type Result } from "@/lib/result";
import type { EventFailure } from "@/lib/realtime/events";
import {
  disableRuns, endInterview, extendClock, lockEditor, openQuestion, pauseClock, release, startInterview, type Conductor,
} from "@/server/interviews/conduct";
import type { RealtimeParts } from "@/server/realtime/create-realtime";
import { handle, type Door } from "@/server/realtime/handle";
import type { RoomSession } from "@/server/realtime/room-socket";

/** What an interviewer does with clock, editor and questions. */
export function handleConduct(door: Door, { database }: RealtimeParts): void {
  handle(door, "interview:start", (session) => startInterview(database, by(session)));
  handle(door, "interview:end", (session) => endInterview(database, by(session)));
  handle(door, "interview:extend", (session, { minutes }) => extendClock(database, by(session), minutes));
  handle(door, "interview:pause", (session, { paused }) => pauseClock(database, by(session), paused));
  handle(door, "editor:lock", (session, { locked }) => lockEditor(database, by(session), locked));
  handle(door, "runs:disable", (session, { disabled }) => disableRuns(database, by(session), disabled));
  handle(door, "question:open", (session, { interviewQuestionId }) => openQuestion(database, by(session), interviewQuestionId));
  handle(door, "hint:release", (session, payload) => releaseOnce(session, "hint", payload));
  handle(door, "stage:release", (session, payload) => releaseOnce(session, "stage", payload));

  function releaseOnce(
    session: RoomSession,
    what: "hint" | "stage",
    { interviewQuestionId, index }: { interviewQuestionId: string; index: number },
  ): Promise<Result<{ seq: number }, EventFailure>> {
    const isOpen = session.room.state.questions.some((each) => each.interviewQuestionId === interviewQuestionId);
    return isOpen ? release(database, by(session), what, interviewQuestionId, index) : Promise.resolve(fail("not_found"));
  }
}

function by(session: RoomSession): Conductor {
  return { interviewId: session.room.interviewId, participantId: session.participantId };
}
