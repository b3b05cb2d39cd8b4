import { expect, test } from "vitest";
import { createLogger } from "@/server/logger";

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger("test", { level: "info", destination: { write: (line) => void lines.push(line) } }));
  return lines.join("");
}

test("secrets are hidden from the log, also inside objects", () => {
  const text = logged((logger) => {
    logger.info({ password: "hunter2", person: { name: "Ada", passwordHash: "hunter2" } }, "signed in");
    logger.info({ request: { headers: { cookie: "hunter2", "set-cookie": "hunter2", host: "example.org" } } }, "asked");
  });
  expect(text).not.toContain("hunter2");
  expect(text).toContain("Ada");
  expect(text).toContain("example.org");
});

test("an error is logged by its message, stack and code, and never with the driver's configuration", () => {
  const error = Object.assign(new Error("cannot reach postgresql://convolve:hunter2@db:5432/convolve"), {
    code: "ECONNREFUSED",
    client: { password: "hunter2" },
  });
  const text = logged((logger) => logger.error({ err: error }, "away"));
  expect(text).not.toContain("hunter2");
  expect(text).toContain("postgresql://convolve:[hidden]@db:5432/convolve");
  expect(text).toContain("ECONNREFUSED");
});
