import { createServer } from "node:net";
import { once } from "node:events";
import { expect, inject, test } from "vitest";
import { requireDatabase } from "@/server/database/reach";

async function complaintOf(url: string): Promise<string> {
  return requireDatabase(url).then(
    () => "none",
    (error: Error) => error.message,
  );
}

test("a DATABASE_URL where nothing listens is told by host and port, never with its password", async () => {
  const complaint = await complaintOf("postgresql://me:hunter2@127.0.0.1:1/convolve");
  expect(complaint).toContain('The database "convolve" at 127.0.0.1:1 (DATABASE_URL) cannot be reached: nothing listens there.');
  expect(complaint).not.toContain("hunter2");
});

test("a refused password and a missing database are told apart", async () => {
  const admin = new URL(inject("databaseAdminUrl"));
  const wrong = new URL(admin);
  wrong.password = "hunter2";
  const complaint = await complaintOf(wrong.href);
  expect(complaint).toContain("it refuses the name or the password");
  expect(complaint).not.toContain("hunter2");
  admin.pathname = "/nowhere";
  expect(await complaintOf(admin.href)).toContain("it has no database of that name");
});

test("something that listens and hangs up is not mistaken for a database", async () => {
  const server = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  expect(await complaintOf(`postgresql://me:hunter2@127.0.0.1:${port}/convolve`)).toMatch(/cannot be reached/);
  server.close();
});

test("a PostgreSQL that can be used answers its version", async () => {
  expect((await requireDatabase(inject("databaseAdminUrl"))).version).toMatch(/^18/);
});
