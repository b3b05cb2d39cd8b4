import { guestCookieName, signGuestPass } from "@/server/auth/guest-pass";
import { createServer } from "@/server/create-server";
import { openDatabase, type Database } from "@/server/db";
import { createLogger } from "@/server/logger";
import { memoryOutbox, type Outbox } from "@/lib/realtime/outbox";
import { openRoom, type Room } from "@/lib/realtime/room-client";
import { createTestDatabase } from "@/tests/support/database";
import { eventually } from "@/tests/support/eventually";

/** What sessions and guest cookies of every test are signed with. */
export const testSecret = "a secret that only the tests know, long enough";
process.env["CONVOLVE_SECRET"] = testSecret;

export type TestServer = {
  readonly origin: string;
  readonly database: Database;
  readonly databaseUrl: string;
  /** A room as a browser of this participant would open it, connected. Closed with the server if not before. */
  open(interviewId: string, participantId: string, options?: { outbox?: Outbox }): Promise<Room>;
  guestCookie(interviewId: string, participantId: string): string;
  close(): Promise<void>;
};

/** The web process without pages: real sockets on port 0, real PostgreSQL. */
export async function startTestServer(options: { logLevel?: string } = {}): Promise<TestServer> {
  const testDatabase = await createTestDatabase();
  process.env["DATABASE_URL"] = testDatabase.url;
  const database = openDatabase(testDatabase.url);
  const server = await createServer({
    database, databaseUrl: testDatabase.url, logger: createLogger("test", { level: options.logLevel ?? "silent" }),
    host: "127.0.0.1", port: 0, isOwnOrigin: (origin) => origin === `http://127.0.0.1:${server.port}`, presencePauseMs: 100,
  });
  const origin = `http://127.0.0.1:${server.port}`;
  const rooms: Room[] = [];
  const guestCookie = (interviewId: string, participantId: string) =>
    `${guestCookieName(interviewId)}=${signGuestPass({ interviewId, participantId }, testSecret)}`;
  return {
    origin, database, databaseUrl: testDatabase.url, guestCookie,
    async open(interviewId, participantId, { outbox } = {}) {
      const room = openRoom({ interviewId, origin, cookie: guestCookie(interviewId, participantId), outboxFor: () => outbox ?? memoryOutbox() });
      rooms.push(room);
      await eventually(() => {
        const { state } = room.getSnapshot().connection;
        if (state !== "connected") throw new Error(`the room is ${state}`);
      });
      return room;
    },
    async close() {
      await Promise.all(rooms.map((room) => room.close()));
      await server.close();
      await database.close();
      await testDatabase.close();
    },
  };
}

/** Resolves when the room's snapshot passes the check. */
export function until(room: Room, check: (snapshot: ReturnType<Room["getSnapshot"]>) => boolean): Promise<void> {
  return eventually(() => {
    if (!check(room.getSnapshot())) throw new Error(`not yet: ${JSON.stringify(room.getSnapshot().connection)}`);
  });
}
