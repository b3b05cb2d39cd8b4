import { Client } from "pg";
import { expect, test } from "vitest";
import { createTestDatabase } from "@/tests/support/database";

test("a test's database has every table and no rows, and is gone after its close", async () => {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  expect((await client.query("SELECT count(*)::int AS count FROM people")).rows).toEqual([{ count: 0 }]);
  await client.end();
  await database.close();

  const late = new Client({ connectionString: database.url });
  await expect(late.connect()).rejects.toThrow(/does not exist/);
});

test("a connection that a test leaves open fails that test", async () => {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.url, application_name: "forgotten" });
  client.on("error", () => {});
  await client.connect();
  await client.query("SELECT 1");
  await expect(database.close()).rejects.toThrow(/1 connection.*\n.*forgotten: SELECT 1/);
});
