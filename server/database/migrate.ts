import { randomUUID } from "node:crypto";
import { runMigrations as migrateJobs } from "graphile-worker";
import { Client } from "pg";
import { listMigrations, type Migration } from "@/server/database/migrations";

/** The lock that Prisma's CLI takes for `migrate deploy`: either of us waits for the other. */
const advisoryLock = 72_707_369;

/** Word for word what Prisma's CLI creates, so that `prisma migrate deploy` can go on from here. */
const createTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/** A database that these migrations must not touch; the message says what a person can do. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

/** Applies what is missing, each migration whole or not at all; answers the names of those that it applied. */
export async function migrate(databaseUrl: string, folder?: string): Promise<string[]> {
  const migrations = listMigrations(folder);
  const client = new Client({ connectionString: databaseUrl, application_name: "convolve-migrate" });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [advisoryLock]);
    const missing = migrations.slice(await countApplied(client, migrations));
    for (const migration of missing) await apply(client, migration);
    // The job queue brings tables of its own, in a schema of its own; done at once where they are there.
    if (folder === undefined) await migrateJobs({ connectionString: databaseUrl });
    return missing.map((migration) => migration.name);
  } finally {
    // Ends the session, and the lock with it.
    await client.end();
  }
}

async function countApplied(client: Client, migrations: readonly Migration[]): Promise<number> {
  // Without this question the notice "relation already exists" would be printed at each start.
  const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (tables[0].name === null) await client.query(createTable);

  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(`
    SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
    FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name COLLATE "C"`);
  for (const [index, row] of rows.entries()) {
    const known = migrations[index];
    if (!row.finished) {
      throw new MigrationError(`The migration ${row.name} began and never finished; see \`prisma migrate resolve\`.`);
    }
    if (known?.name !== row.name) {
      throw new MigrationError(
        migrations.some((migration) => migration.name === row.name)
          ? `The migration ${known?.name} is older than ${row.name}, which this database already has.`
          : `This database has the migration ${row.name}, which this version of Convolve does not know: it belongs to a newer one.`,
      );
    }
    if (known.checksum !== row.checksum) {
      throw new MigrationError(`prisma/migrations/${row.name} was edited after this database applied it.`);
    }
  }
  return rows.length;
}

async function apply(client: Client, migration: Migration): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`The migration ${migration.name} failed and nothing of it was kept: ${reason}`, {
      cause: error,
    });
  }
}
