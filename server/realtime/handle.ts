import type { z } from "zod";
import { can, roles, type Action } from "@/lib/interviews/permissions";
import { phases } from "@/lib/interviews/phase";
import { clientEvents, type ClientEvent, type EventFailure, type EventPayload } from "@/lib/realtime/events";
import { fail, ok, type Result } from "@/lib/result";
import { isDatabaseAway } from "@/server/database/is-away";
import type { Logger } from "@/server/logger";
import { phaseOf, roleOf, type RoomSession, type RoomSocket } from "@/server/realtime/room-socket";
import type { TokenBucket } from "@/server/realtime/token-bucket";

type Reply<E extends ClientEvent> = z.input<(typeof clientEvents)[E]["reply"]>;
type Answer<E extends ClientEvent> = Promise<Result<Reply<E>, EventFailure>>;

/** What a socket must be allowed to do before the event's own code runs. `null`: nothing but being in the room. */
const actionOf = {
  "document:open": "document:read",
  "document:edit": "document:edit",
  "cursor:move": "cursor:show",
  "chat:send": "chat:send",
  "note:write": "note:write",
  "interview:start": "interview:start",
  "interview:end": "interview:end",
  "interview:extend": "interview:extend",
  "interview:pause": "interview:pause",
  "editor:lock": "editor:lock",
  "runs:disable": "runs:disable",
  "question:open": "question:open",
  "hint:release": "hint:release",
  "stage:release": "stage:release",
  "run:request": "run:request",
  "submission:request": "submission:request",
  "room:leave": null,
} as const satisfies Record<Exclude<ClientEvent, "room:join">, Action | null>;

export type Door = { readonly socket: RoomSocket; readonly bucket: TokenBucket; readonly logger: Logger };

/**
 * The socket's door, twin of server/http/define-route.ts. Whatever comes in (garbage, no acknowledgement, a bug of ours)
 * gets at most one answer and leaves the process alive.
 */
function answerEvent<E extends ClientEvent>(door: Door, event: E, run: (payload: EventPayload<E>) => Answer<E>): void {
  const name: string = event;
  door.socket.on(name, (raw: unknown, reply: unknown) => {
    const answer = typeof reply === "function" ? (result: unknown) => void reply(result) : () => undefined;
    if (!door.bucket.take()) return answer(fail("too_many"));
    const payload = clientEvents[event].payload.safeParse(raw);
    if (!payload.success) return answer(fail("malformed"));
    run(payload.data as EventPayload<E>).then(answer, (fault: unknown) => {
      door.logger.error({ event, err: fault }, "an event failed");
      answer(fail(isDatabaseAway(fault) ? "database_unavailable" : "failed"));
    });
  });
}

/** An event of somebody who may not be in a room yet. */
export function handleOutside<E extends "room:join">(door: Door, event: E, run: (payload: EventPayload<E>) => Answer<E>): void {
  answerEvent(door, event, run);
}

/** An event in a room, by somebody whose role allows it in this phase. */
export function handle<E extends Exclude<ClientEvent, "room:join">>(
  door: Door,
  event: E,
  run: (session: RoomSession, payload: EventPayload<E>) => Answer<E>,
): void {
  answerEvent(door, event, async (payload) => {
    const { session } = door.socket.data;
    if (!session) return fail("not_in_room");
    const permitted = permit(session, actionOf[event]);
    return permitted.ok ? run(session, payload) : permitted;
  });
}

function permit(session: RoomSession, action: Action | null): Result<null, EventFailure> {
  if (action === null) return ok(null);
  const role = roleOf(session);
  const phase = phaseOf(session);
  if (can(role, action, phase)) return ok(null);
  // Tell "not now" from "not you": the client words them differently.
  const inSomePhase = roles.includes(role) && phases.some((each) => can(role, action, each));
  return fail(inSomePhase ? "not_live" : "not_allowed");
}
