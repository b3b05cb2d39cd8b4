import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepository, repositoryFolder } from "@/server/setup/paths";
import { duration } from "@/server/setup/steps";
import { ensureSystemPackages, testPackages } from "@/server/setup/system-packages";
import { readTally, type Tally } from "@/tests/support/tally";

/** What `npm test` runs, in this order. A stage goes on when the one before has failed: one run tells everything. */
const stages: Record<string, (reportFile: string) => string[]> = {
  types: () => ["--import", "tsx", inRepository("server/setup/typecheck.ts")],
  lint: () => [inRepository("node_modules/oxlint/bin/oxlint"), "--deny-warnings"],
  tests: (file) => vitest(["unit", "integration"], file),
  browser: (file) => vitest(["e2e"], file),
  long: (file) => vitest(["long"], file),
};
const isCounted = new Set(["tests", "browser", "long"]);

let current: ChildProcess | undefined;
let isInterrupted = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    isInterrupted = true;
    current?.kill(signal);
  });
}

function vitest(projects: readonly string[], reportFile: string): string[] {
  return [
    inRepository("node_modules/vitest/vitest.mjs"), "run", ...projects.flatMap((name) => ["--project", name]),
    "--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`, "--passWithNoTests",
  ];
}

async function runStage(name: string, folder: string): Promise<Tally> {
  const reportFile = join(folder, `${name}.json`);
  console.log(`\n── ${name} ${"─".repeat(60 - name.length)}`);
  const startedAt = performance.now();
  current = spawn(process.execPath, stages[name]!(reportFile), { cwd: repositoryFolder, stdio: ["ignore", "inherit", "inherit"] });
  const [code] = (await once(current, "close")) as [number | null];
  const tally = isCounted.has(name) ? readTally(reportFile, code) : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  if (tally.passed + tally.failed === 0) {
    console.log(`No test ran in "${name}": that counts as a failure.`);
    tally.failed = 1;
  }
  console.log(`${name}: ${describe(tally)} in ${duration(performance.now() - startedAt)}`);
  return tally;
}

function describe({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

function chosenStages(): string[] {
  const words = process.argv.slice(2);
  const named = words.filter((word) => word !== "--long");
  const unknown = named.find((word) => !(word in stages));
  if (unknown !== undefined) {
    console.error(`There is no stage "${unknown}". Stages: ${Object.keys(stages).join(", ")}.`);
    process.exit(2);
  }
  if (named.length > 0) return named;
  return words.includes("--long") ? ["long"] : Object.keys(stages).filter((name) => name !== "long");
}

const chosen = chosenStages();
await ensureSystemPackages(testPackages, "Without them some tests fail.");
const folder = mkdtempSync(join(tmpdir(), "convolve-test-run-"));
const total: Tally = { passed: 0, failed: 0, skipped: 0 };
try {
  for (const name of chosen) {
    if (isInterrupted) break;
    const tally = await runStage(name, folder);
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${describe(total)}`);
process.exitCode = isInterrupted ? 130 : total.failed > 0 ? 1 : 0;
