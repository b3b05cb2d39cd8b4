import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import * as parser from "socket.io-msgpack-parser";
import { maxPayloadBytes, serverEvents } from "@/lib/realtime/events";
import { viewerFromCookies } from "@/server/auth/viewer";
import { isDatabaseAway } from "@/server/database/is-away";
import type { Database } from "@/server/db";
import { createDocuments, type Documents } from "@/server/documents/documents";
import { endOverdue } from "@/server/interviews/conduct";
import type { Logger } from "@/server/logger";
import { createCursors, type Cursors } from "@/server/realtime/cursors";
import type { Door } from "@/server/realtime/handle";
import { handleConduct } from "@/server/realtime/handlers/conduct";
import { handleDocuments } from "@/server/realtime/handlers/documents";
import { handleExecutions } from "@/server/realtime/handlers/executions";
import { handleMessages } from "@/server/realtime/handlers/messages";
import { handleRoom } from "@/server/realtime/handlers/room";
import type { LiveRoom, Relayed } from "@/server/realtime/live-room";
import { createLiveRooms, type LiveRooms } from "@/server/realtime/live-rooms";
import { createPresence, type Presence } from "@/server/realtime/presence";
import { listenForRoomEvents } from "@/server/realtime/room-events";
import { interviewChannel, participantChannel, type RoomServer } from "@/server/realtime/room-socket";
import { createTokenBucket } from "@/server/realtime/token-bucket";
import { appendEntry } from "@/server/transcripts/append";
import { createEntryWriter } from "@/server/transcripts/entry-writer";

/** What the handlers work with. */
export type RealtimeParts = {
  readonly database: Database;
  readonly rooms: LiveRooms;
  readonly documents: Documents;
  readonly cursors: Cursors;
  readonly presence: Presence;
  /** Everyone drops the document and reads it anew, this node included. */
  readonly resetDocument: (interviewId: string, documentId: string) => void;
};

/** How often what is over by the database's clock is tidied up. */
const tidyEveryMs = 1_000;

/** The socket door: one socket.io server over the web process's own HTTP server. */
export async function createRealtime(options: {
  httpServer: HttpServer;
  database: Database;
  databaseUrl: string;
  logger: Logger;
  /** Whether a browser's Origin header is ours. */
  isOwnOrigin: (origin: string | undefined) => boolean;
  presencePauseMs?: number;
}): Promise<{ io: RoomServer; close: () => Promise<void> }> {
  const { httpServer, database, logger } = options;
  const io: RoomServer = new Server(httpServer, {
    parser,
    transports: ["websocket"],
    // Before anybody is known, everything is bounded: bytes of a message, and time from connecting to saying hello.
    maxHttpBufferSize: maxPayloadBytes,
    connectTimeout: 10_000,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    serveClient: false,
    // A page of another site must not use the cookies of a viewer's browser.
    allowRequest: (request, decide) => decide(null, options.isOwnOrigin(request.headers.origin)),
  });
  const writer = createEntryWriter({ pool: database.pool, onFault: (fault) => logger.error({ err: fault }, "entries could not be written") });
  const rooms = createLiveRooms({ pool: database.pool, relay });
  const documents = createDocuments({ pool: database.pool, writer });
  const presence = createPresence({ pauseMs: options.presencePauseMs, write: writePresence });
  const cursors = createCursors(io);
  const parts: RealtimeParts = { database, rooms, documents, cursors, presence, resetDocument };

  /** Entries that the table has, to those who may see them. */
  function relay(room: LiveRoom, entries: readonly Relayed[]): void {
    for (const { entry, audience } of entries) {
      const channels = audience === "everyone" ? interviewChannel(room.interviewId) : audience.map(participantChannel);
      if (channels.length > 0) io.to(channels).emit("entries:written", { entries: [entry] });
    }
  }

  function writePresence(room: LiveRoom, participantId: string, change: "connected" | "left" | "connection_lost"): void {
    const common = { interviewId: room.interviewId, participantId, audience: "everyone" } as const;
    appendEntry(
      database.pool,
      change === "connected"
        ? { ...common, kind: "participant_connected", payload: {} }
        : { ...common, kind: "participant_disconnected", payload: { reason: change } },
    ).catch((fault: unknown) => logger.warn({ err: fault }, "presence could not be written"));
  }

  function resetDocument(interviewId: string, documentId: string): void {
    documents.drop(documentId);
    for (const socket of io.of("/").sockets.values()) socket.data.session?.documents.delete(documentId);
    io.to(interviewChannel(interviewId)).emit("document:reset", { documentId });
  }

  const catchUp = (room: LiveRoom) =>
    room.catchUp().catch((fault: unknown) => logger.warn({ err: fault, interviewId: room.interviewId }, "a room could not catch up"));

  const roomEvents = await listenForRoomEvents({
    databaseUrl: options.databaseUrl,
    onEntries(interviewId) {
      const room = rooms.find(interviewId);
      if (room) void catchUp(room);
    },
    onProgress(message) {
      const progress = serverEvents["execution:progressed"].safeParse(message);
      const interviewId = (message as { interviewId?: unknown } | null)?.interviewId;
      if (progress.success && typeof interviewId === "string") io.to(interviewChannel(interviewId)).emit("execution:progressed", progress.data);
    },
    onGap: () => rooms.all().forEach((room) => void catchUp(room)),
    onFault: (fault) => logger.warn({ err: fault }, "the connection for room events was lost"),
  });

  const tidying = setInterval(() => {
    endOverdue(database).catch((fault: unknown) => {
      if (!isDatabaseAway(fault)) logger.error({ err: fault }, "interviews that are over could not be ended");
    });
  }, tidyEveryMs);

  io.use((socket, next) => {
    viewerFromCookies(database, socket.handshake.headers.cookie ?? "").then(
      (viewer) => {
        if (!viewer.person && viewer.guests.length === 0) return next(new Error("not_signed_in"));
        socket.data.viewer = viewer;
        socket.data.session = null;
        next();
      },
      (fault: unknown) => {
        logger.warn({ err: fault }, "a socket could not be let in");
        next(new Error("database_unavailable"));
      },
    );
  });
  io.on("connection", (socket) => {
    const door: Door = { socket, logger, bucket: createTokenBucket({ burst: 400, perSecond: 100 }) };
    handleRoom(door, parts);
    handleDocuments(door, parts);
    handleMessages(door, parts);
    handleConduct(door, parts);
    handleExecutions(door, parts);
  });

  return {
    io,
    async close() {
      clearInterval(tidying);
      io.emit("room:closed", { reason: "server_stopping" });
      presence.close();
      // Answers that wait for their commit go out before the sockets close.
      await writer.close();
      await documents.close();
      await roomEvents.close();
      await io.close();
    },
  };
}
