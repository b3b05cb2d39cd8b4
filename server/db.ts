import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { PrismaClient } from "@/server/database/generated/client";
import { requireEnv, requireServed } from "@/server/env";

/** The two hands on one PostgreSQL: Prisma for what a query can say, the pool for what only SQL can. */
export type Database = { readonly prisma: PrismaClient; readonly pool: Pool; close(): Promise<void> };

export function openDatabase(url: string, options: { maxConnections?: number } = {}): Database {
  const pool = new Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    application_name: "convolve",
    // Waiting for a free connection longer than this is an outage, and is said as one.
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 10_000,
  });
  // A connection that dies while idle (PostgreSQL restarts) is replaced; unheard, the event would end the process.
  pool.on("error", () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

const shared = globalThis as typeof globalThis & { convolveDatabase?: Database };

/** The web process's database. Pages, routes and server/ get different instances of this module, but one globalThis. */
export function db(): Database {
  shared.convolveDatabase ??= openDatabase(requireServed(requireEnv()).databaseUrl);
  return shared.convolveDatabase;
}
