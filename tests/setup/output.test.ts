import { expect, test } from "vitest";
import { missingHttps } from "@/server/setup/https";
import { readable } from "@/server/setup/log-lines";
import { createSteps } from "@/server/setup/steps";

test("each step is shown with a tick, what came of it, and its time", async () => {
  const lines: string[] = [];
  let now = 0;
  const steps = createSteps({ write: (text) => lines.push(text) }, () => now);
  await steps.run("PostgreSQL", () => void (now += 400));
  await steps.run("Pages", () => ((now += 61_200), true), (built) => (built ? "built" : null));
  steps.skip("Judge", "off: bubblewrap missing");
  await expect(steps.run("Web", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(lines).toEqual([
    "  ✓ PostgreSQL    0.4 s\n",
    "  ✓ Pages         built, 61 s\n",
    "  – Judge         off: bubblewrap missing\n",
    "  ✗ Web           after 0.0 s\n",
  ]);
});

test("a logged event reads as a sentence with its values, an error with its stack, and other lines as they are", () => {
  const time = new Date("2026-05-04T10:20:30").getTime();
  const line = (event: object) => JSON.stringify({ time, name: "web", ...event });
  expect(readable(line({ level: 30, msg: "listening", port: 3000 }))).toBe("10:20:30  listening  port=3000");
  expect(readable(line({ level: 50, msg: "away", err: { message: "no", stack: "Error: no\n    at here" } }))).toBe(
    "10:20:30  error  away\n          Error: no\n              at here",
  );
  expect(readable("Debugger attached.")).toBe("Debugger attached.");
  expect(readable("{ not json")).toBe("{ not json");
});

test("what browsers refuse without HTTPS is said just where it is so", () => {
  const say = (publicUrl: string, host = "127.0.0.1") => missingHttps({ publicUrl, hasPublicUrl: true, host });
  expect(say("http://localhost:3000")).toBeNull();
  expect(say("https://convolve.example.org")).toBeNull();
  expect(say("https://convolve.example.org", "0.0.0.0")).toBeNull();
  expect(say("http://convolve.example.org")).toContain("http://convolve.example.org has no HTTPS.");
  expect(say("http://localhost:3000", "0.0.0.0")).toContain("Other machines can reach this address, but without HTTPS.");
});
