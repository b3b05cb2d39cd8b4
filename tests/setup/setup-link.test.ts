import { createHash } from "node:crypto";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { closeDemoAccounts, createDemoAccounts } from "@/server/setup/demo";
import { createSetupLink } from "@/server/setup/setup-link";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
let client: Client;
beforeEach(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.close();
});

const hashOf = (link: string) => createHash("sha256").update(link.split("/setup/")[1]!).digest("hex");
const storedHashes = async () =>
  (await client.query<{ token_hash: string }>("SELECT token_hash FROM setup_links")).rows.map((row) => row.token_hash);

test("each start makes a new link for the first admin and voids the one before; only its hash is kept", async () => {
  const first = await createSetupLink(client, "http://localhost:3000");
  const second = await createSetupLink(client, "http://localhost:3000");
  expect(first).toMatch(/^http:\/\/localhost:3000\/setup\/[\w-]{43}$/);
  expect(await storedHashes()).toEqual([hashOf(second!)]);
});

test("once there is an admin there is no link, and none of before works", async () => {
  await createSetupLink(client, "http://localhost:3000");
  await client.query(
    "INSERT INTO people (id, email, name, role) VALUES (gen_random_uuid(), 'ada@example.org', 'Ada', 'admin')",
  );
  expect(await createSetupLink(client, "http://localhost:3000")).toBeNull();
  expect(await storedHashes()).toEqual([]);
});

test("accounts for trying out get new passwords at each start, and none at a start without them", async () => {
  const first = await createDemoAccounts(client);
  const second = await createDemoAccounts(client);
  expect(second.map((account) => account.email)).toEqual(first.map((account) => account.email));
  expect(second.map((account) => account.password)).not.toEqual(first.map((account) => account.password));
  await closeDemoAccounts(client);
  const { rows } = await client.query("SELECT count(*)::int AS open FROM people WHERE password_hash IS NOT NULL");
  expect(rows).toEqual([{ open: 0 }]);
});
