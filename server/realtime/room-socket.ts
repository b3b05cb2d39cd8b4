import type { Server, Socket } from "socket.io";
import type { ServerEvent, serverEvents } from "@/lib/realtime/events";
import type { Role } from "@/lib/interviews/permissions";
import type { Phase } from "@/lib/interviews/phase";
import type { Viewer } from "@/server/auth/viewer";
import type { OpenDocument } from "@/server/documents/open-document";
import type { LiveRoom } from "@/server/realtime/live-room";
import type { z } from "zod";

/** What the server says, before it is encoded. */
export type Outgoing = { [E in ServerEvent]: (payload: z.input<(typeof serverEvents)[E]>) => void };
type Incoming = Record<string, (payload: unknown, reply: unknown) => void>;

/** A socket that has joined its room. Role and phase are read when they are needed, since both can change meanwhile. */
export type RoomSession = {
  readonly room: LiveRoom;
  readonly participantId: string;
  readonly documents: Map<string, { document: OpenDocument; release: () => void; clientId: number }>;
  readonly release: () => void;
  isLeaving: boolean;
};

export type SocketData = { viewer: Viewer; session: RoomSession | null };
export type RoomSocket = Socket<Incoming, Outgoing, Record<string, never>, SocketData>;
export type RoomServer = Server<Incoming, Outgoing, Record<string, never>, SocketData>;

export function roleOf(session: RoomSession): Role {
  return session.room.participant(session.participantId)?.role ?? "observer";
}

export function phaseOf(session: RoomSession): Phase {
  return session.room.state.phase;
}

/** Names of socket.io rooms. */
export const interviewChannel = (interviewId: string) => `interview:${interviewId}`;
export const participantChannel = (participantId: string) => `participant:${participantId}`;
