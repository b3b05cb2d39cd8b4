import { expect, test } from "vitest";
import { createLogger } from "@/server/logger";
import { createShutdown } from "@/server/shutdown";

function quietLogger(lines: string[] = []): ReturnType<typeof createLogger> {
  return createLogger("test", { destination: { write: (line) => void lines.push(line) } });
}

test("what opened last closes first, once, however often closing is asked for", async () => {
  const closed: string[] = [];
  const shutdown = createShutdown(quietLogger());
  for (const name of ["database", "rooms", "server"]) shutdown.opened(name, () => void closed.push(name));
  await Promise.all([shutdown.close(), shutdown.close()]);
  expect(closed).toEqual(["server", "rooms", "database"]);
});

test("one that fails and one that hangs are named in the log, and the others close all the same", async () => {
  const closed: string[] = [];
  const lines: string[] = [];
  const shutdown = createShutdown(quietLogger(lines), { stepLimitMs: 20 });
  shutdown.opened("database", () => void closed.push("database"));
  shutdown.opened("broken", () => Promise.reject(new Error("no")));
  shutdown.opened("stuck", () => new Promise(() => {}));
  await shutdown.close();
  expect(closed).toEqual(["database"]);
  expect(lines.map((line) => (JSON.parse(line) as { step: string }).step)).toEqual(["stuck", "broken"]);
});
