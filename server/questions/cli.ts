import { parseArgs } from "node:util";
import { locales } from "@/lib/text/locales";
import { requireEnv } from "@/server/env";
import { openJudge } from "@/server/judge/judge";
import { listSlugs, readFolder, type FolderFault } from "@/server/questions/folder";
import { runGate, type GateReport } from "@/server/questions/gate";
import { verify, type Verification } from "@/server/questions/verify";

/** `npm run bank -- list|check|verify`: the bank from a terminal. */
const usage = `Usage: npm run bank -- list [--json]
       npm run bank -- check [slug ...] [--seeds N] [--json]
       npm run bank -- verify [slug ...] [--cases N] [--json]`;

class Unusable extends Error {}

const parsed = (() => {
  try {
    return parseArgs({
      args: process.argv.slice(2), allowPositionals: true,
      options: { json: { type: "boolean", default: false }, seeds: { type: "string", default: "2" }, cases: { type: "string", default: "200" } },
    });
  } catch (fault) {
    console.error(`${fault instanceof Error ? fault.message : String(fault)}\n${usage}`);
    process.exit(2);
  }
})();
const [command, ...slugs] = parsed.positionals;

try {
  if (command === "list") process.exitCode = list(parsed.values.json);
  else if (command === "check") process.exitCode = await check(slugs, parsed.values.json, parsed.values.seeds);
  else if (command === "verify") process.exitCode = await verifyAll(slugs, parsed.values.json, parsed.values.cases);
  else throw new Unusable(usage);
} catch (fault) {
  if (!(fault instanceof Unusable)) throw fault;
  console.error(fault.message);
  process.exitCode = 2;
}

function list(json: boolean): number {
  const rows = [];
  const faults: FolderFault[] = [];
  for (const slug of listSlugs()) {
    const read = readFolder(slug);
    if (!read.ok) {
      faults.push(...read.faults);
      continue;
    }
    const { question } = read.folder;
    const judged = question.kind === "concept" ? null : question;
    rows.push({
      slug, kind: question.kind, seedItem: question.seedItem, runtime: judged?.runtime ?? null, locales: [...locales],
      difficulty: question.difficulty, hiddenTests: judged?.tests.length ?? 0, solutions: judged?.solutions.length ?? 0, mistakes: judged?.mistakes.length ?? 0,
    });
  }
  if (json) console.log(JSON.stringify(rows, null, 2));
  else {
    const width = Math.max(...rows.map((row) => row.slug.length), 4);
    for (const row of rows) {
      const counts = row.kind === "concept" ? "" : `${row.hiddenTests} tests, ${row.solutions} solutions, ${row.mistakes} mistakes`;
      console.log(`${row.slug.padEnd(width)}  ${row.kind.padEnd(8)}  ${row.difficulty.padEnd(6)}  ${counts}`);
    }
  }
  printFaults(faults);
  return faults.length > 0 ? 1 : 0;
}

function chosen(wanted: readonly string[]): string[] {
  const known = listSlugs();
  const unknown = wanted.filter((slug) => !known.includes(slug));
  if (unknown.length > 0) throw new Unusable(`There is no question ${unknown.map((slug) => `"${slug}"`).join(", ")} in prisma/bank/.`);
  return wanted.length > 0 ? [...wanted] : known;
}

function countOf(option: string, given: string): number {
  const count = Number(given);
  if (!Number.isInteger(count) || count < 1 || count > 1_000) throw new Unusable(`--${option} takes a whole number from 1 to 1000, not "${given}".`);
  return count;
}

async function verifyAll(wanted: readonly string[], json: boolean, caseCount: string): Promise<number> {
  const cases = countOf("cases", caseCount);
  const slugs = chosen(wanted);
  const reports: Verification[] = [];
  for (const slug of slugs) {
    const read = readFolder(slug);
    const report = read.ok ? await verify(read.folder, cases) : { slug, isVerified: false, cases, faults: read.faults };
    reports.push(report);
    console.error(`[${reports.length}/${slugs.length}] ${report.isVerified ? "✓" : "✗"} ${slug}${report.cases > 0 ? `  (${report.cases} cases)` : ""}`);
    if (!json) printFaults(report.faults);
  }
  const broken = reports.filter((report) => !report.isVerified).length;
  if (json) console.log(JSON.stringify({ isVerified: broken === 0, cases, questions: reports }, null, 2));
  else console.log(`${slugs.length - broken} of ${slugs.length} questions are verified.`);
  return broken === 0 ? 0 : 1;
}

async function check(wanted: readonly string[], json: boolean, seedCount: string): Promise<number> {
  const count = countOf("seeds", seedCount);
  // Fixed, so that a check that failed fails again.
  const seeds = Array.from({ length: count }, (_, index) => BigInt(index + 1));

  const opened = await openJudge({ size: 4, torchSize: requireEnv().hasTorch ? 1 : 0, logger: { info() {}, warn() {}, error: (_, words) => console.error(words) } });
  if (!opened.ok) throw new Unusable("Nothing can be judged on this machine.");
  const queue = chosen(wanted);
  const total = queue.length;
  const reports: GateReport[] = [];
  async function work(): Promise<void> {
    if (!opened.ok) return;
    for (let slug = queue.shift(); slug !== undefined; slug = queue.shift()) {
      const read = readFolder(slug);
      const report = read.ok
        ? await runGate(opened.value, read.folder, { seeds }).catch((fault: unknown): GateReport => failed(slug ?? "", fault))
        : { slug, isPassed: false, faults: read.faults, checked: 0 };
      reports.push(report);
      console.error(`[${reports.length}/${total}] ${report.isPassed ? "✓" : "✗"} ${slug}${report.checked > 0 ? `  (${report.checked} programs)` : ""}`);
      if (!json) printFaults(report.faults);
    }
  }
  // One for each core of the smallest machine that we know.
  await Promise.all([work(), work()]);
  await opened.value.close();

  reports.sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const broken = reports.filter((report) => !report.isPassed).length;
  if (json) console.log(JSON.stringify({ isPassed: broken === 0, seeds: count, questions: reports }, null, 2));
  else console.log(`${total - broken} of ${total} questions pass.`);
  return broken === 0 ? 0 : 1;
}

function failed(slug: string, fault: unknown): GateReport {
  return { slug, isPassed: false, checked: 0, faults: [{ file: `${slug}/tests.py`, field: "", message: fault instanceof Error ? fault.message : String(fault) }] };
}

function printFaults(faults: readonly FolderFault[]): void {
  for (const { file, field, message } of faults) console.error(`    ${file}${field ? ` ${field}` : ""}: ${message}`);
}
