import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readTally } from "@/tests/support/tally";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "convolve-tally-"))));
afterEach(() => rmSync(folder, { recursive: true }));

function report(passed: number, failed: number, files: { status: string; tests: string[] }[]): string {
  const file = join(folder, "report.json");
  const testResults = files.map(({ status, tests }) => ({ status, assertionResults: tests.map((of) => ({ status: of })) }));
  writeFileSync(
    file,
    JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 0, numTodoTests: 0, testResults }),
  );
  return file;
}

test("a test file that breaks before its first test is one failure", () => {
  const file = report(2, 0, [{ status: "passed", tests: ["passed", "passed"] }, { status: "failed", tests: [] }]);
  expect(readTally(file, 1)).toEqual({ passed: 2, failed: 1, skipped: 0 });
});

test("a run that ends badly though every test passed is a failure", () => {
  const file = report(1, 0, [{ status: "passed", tests: ["passed"] }]);
  expect(readTally(file, 1)).toMatchObject({ passed: 1, failed: 1 });
  expect(readTally(file, null)).toMatchObject({ failed: 1 });
  expect(readTally(file, 0)).toMatchObject({ failed: 0 });
});

test("a run without a report is a failure", () => {
  expect(readTally(join(folder, "nothing.json"), 0)).toMatchObject({ passed: 0, failed: 1 });
});
