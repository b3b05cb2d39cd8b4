import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { missingMigration } from "@/server/database/author-migration";
import { migrate } from "@/server/database/migrate";
import { listMigrations } from "@/server/database/migrations";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase({ isEmpty: true });
  folder = mkdtempSync(join(tmpdir(), "convolve-migrations-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
});

function addMigration(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

async function query<T extends object>(sql: string): Promise<T[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

test("migrations are applied in order, once, and written down as Prisma's CLI does", async () => {
  addMigration("20260102000000_more", "ALTER TABLE things ADD COLUMN size INT;");
  addMigration("20260101000000_first", "CREATE TABLE things (name TEXT);");
  expect(await migrate(database.url, folder)).toEqual(["20260101000000_first", "20260102000000_more"]);
  expect(await migrate(database.url, folder)).toEqual([]);
  const rows = await query<{ id: string }>(
    "SELECT id, migration_name, checksum, applied_steps_count, finished_at IS NOT NULL AS finished FROM _prisma_migrations ORDER BY started_at",
  );
  expect(rows).toMatchObject([
    { migration_name: "20260101000000_first", applied_steps_count: 1, finished: true },
    { migration_name: "20260102000000_more", checksum: listMigrations(folder)[1]?.checksum },
  ]);
  expect(rows[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
});

test("two processes that start at once apply each migration once", async () => {
  addMigration("20260101000000_first", "CREATE TABLE things (name TEXT); SELECT pg_sleep(0.1);");
  const applied = await Promise.all([migrate(database.url, folder), migrate(database.url, folder)]);
  expect(applied.flat()).toEqual(["20260101000000_first"]);
});

test("a migration that fails in the middle leaves nothing behind and is told by its name", async () => {
  addMigration("20260101000000_first", "CREATE TABLE things (name TEXT); SELECT 1 / 0;");
  await expect(migrate(database.url, folder)).rejects.toThrow(/20260101000000_first failed.*division by zero/);
  expect(await query("SELECT to_regclass('things') AS found")).toEqual([{ found: null }]);
  addMigration("20260101000000_first", "CREATE TABLE things (name TEXT);");
  expect(await migrate(database.url, folder)).toEqual(["20260101000000_first"]);
});

test("a migration that was edited after it was applied is refused", async () => {
  addMigration("20260101000000_first", "CREATE TABLE things (name TEXT);");
  await migrate(database.url, folder);
  addMigration("20260101000000_first", "CREATE TABLE things (name TEXT, size INT);");
  await expect(migrate(database.url, folder)).rejects.toThrow(/20260101000000_first was edited/);
});

test("a database that a newer version has migrated is left alone", async () => {
  addMigration("20260101000000_first", "CREATE TABLE things (name TEXT);");
  const older = mkdtempSync(join(tmpdir(), "convolve-older-"));
  cpSync(folder, older, { recursive: true });
  addMigration("20260102000000_newer", "DROP TABLE things;");
  await migrate(database.url, folder);
  await expect(migrate(database.url, older)).rejects.toThrow(/20260102000000_newer.*belongs to a newer one/);
  rmSync(older, { recursive: true });
});

test("a migration that was put in before one that is applied is refused", async () => {
  addMigration("20260102000000_second", "CREATE TABLE things (name TEXT);");
  await migrate(database.url, folder);
  addMigration("20260101000000_first", "CREATE TABLE others (name TEXT);");
  await expect(migrate(database.url, folder)).rejects.toThrow(/20260101000000_first is older than 20260102000000_second/);
});

test("prisma/migrations adds up to what prisma/schema says", async () => {
  expect(await missingMigration()).toBeNull();
});
