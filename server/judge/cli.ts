import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Pool } from "pg";
import { maxSourceBytes } from "@/lib/judging/limits";
import type { InterviewerVerdict } from "@/lib/judging/verdicts";
import { openCaseSet, randomSeed } from "@/server/judge/case-set";
import { requireEnv } from "@/server/env";
import { openJudge, type Judge } from "@/server/judge/judge";
import { rejudge } from "@/server/judge/rejudge";
import { digestFiles } from "@/server/questions/digest";
import { listSlugs, readFolder } from "@/server/questions/folder";
import { materialOf } from "@/server/questions/material";
import { openCommandDatabase } from "@/server/setup/command-database";
import { SetupError } from "@/server/setup/setup-error";

/**
 * `npm run judge -- score <slug> <file.py>`: judges a file as a submission. Needs no web server and no database.
 * `npm run judge -- rejudge <execution id>`: judges a stored submission once more, from its seed.
 */
const usage = `Usage: npm run judge -- score <slug> <file.py> [--seed N] [--json]
       npm run judge -- rejudge <execution id> [--json]`;

class Unusable extends Error {}

async function score(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  const [slug, file, ...more] = positionals;
  if (!slug || !file || more.length > 0) throw new Unusable(usage);
  const seed = readSeed(values.seed);
  const version = readVersion(slug);
  const source = readSource(file);

  const judge = await requireJudge();
  try {
    const caseSet = openCaseSet(await judge.makeCaseSet(version, seed));
    const judged = await judge.submission({ version, source, caseSet, withSpeed: !values.json });
    const name = await judge.nameMistake(version, caseSet, judged.observations);
    const planted = version.material.mistakes.find((each) => each.name === name);
    const { verdict, score: points, tests, speed, runtime } = judged.interviewer;
    if (values.json) {
      console.log(JSON.stringify({
        verdict, score: points,
        tests: tests.map((test) => ({ name: test.name, group: test.group, verdict: test.verdict, weight: test.weight })),
        mistake: planted ? { name: planted.name, diagnosis: planted.diagnosis } : null,
        seed: seed.toString(), runtime,
      }));
    } else {
      const width = Math.max(...tests.map((test) => test.name.length));
      for (const test of tests) {
        const findings = test.findings.map((each) => (each.part === null ? each.relation : `${each.relation} in part ${each.part}`));
        const words = [...new Set([...(test.exceptionClass ? [test.exceptionClass] : []), ...findings, ...(test.authorFindings ?? [])])];
        console.log(`${test.verdict === "accepted" ? "✓" : "✗"} ${test.name.padEnd(width)}  ${test.group.padEnd(8)}  ${test.verdict}${words.length > 0 ? `: ${words.join(", ")}` : ""}`);
      }
      console.log(`\n${verdict}, ${points ?? "no"} points${speed ? `, ${ratio("time", speed.timeRatio)}, ${ratio("memory", speed.memoryRatio)}` : ""}`);
      if (planted) console.log(`${planted.title.en}: ${planted.diagnosis.en}`);
      console.log(`seed ${seed}, Python ${runtime?.python}, NumPy ${runtime?.numpy}`);
    }
    return verdict === "accepted" ? 0 : 1;
  } finally {
    await judge.close();
  }
}

function ratio(what: string, of: number | null): string {
  return of === null ? `${what} not measured` : `${of} times the reference's ${what}`;
}

/** 0: the same outcome as stored; 1: another one. */
async function again(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  const [executionId, ...more] = positionals;
  if (!executionId || more.length > 0 || values.seed !== undefined) throw new Unusable(usage);
  const database = await openCommandDatabase(requireEnv());
  const pool = new Pool({ connectionString: database.url, max: 2 });
  const judge = await requireJudge();
  try {
    const result = await rejudge({ pool, judge }, executionId);
    if (!result.ok) throw new Unusable(whyNot[result.code]);
    const { questionSlug, stored, again: now, isSame } = result.value;
    const words = ({ verdict, score: points, runtime }: InterviewerVerdict) => ({ verdict, score: points, runtime: runtime?.digest ?? null });
    if (values.json) console.log(JSON.stringify({ executionId, questionSlug, seed: stored.seed, stored: words(stored), again: words(now), isSame }));
    else {
      console.log(`${questionSlug}, seed ${stored.seed}`);
      console.log(`stored  ${stored.verdict}, ${stored.score ?? "no"} points`);
      console.log(`now     ${now.verdict}, ${now.score ?? "no"} points`);
      const runtimes = stored.runtime?.digest === now.runtime?.digest ? "on the same runtime" : "on another runtime";
      console.log(isSame ? `The same cases and the same outcome, ${runtimes}.` : `The outcome differs, ${runtimes}.`);
    }
    return isSame ? 0 : 1;
  } finally {
    await judge.close();
    await pool.end();
    await database.close();
  }
}

const whyNot = {
  not_found: "There is no such execution.",
  not_a_submission: "That is a run: only submissions have a seed.",
  not_judged: "It has no verdict of the judge's to compare with.",
} as const;

async function requireJudge(): Promise<Judge> {
  const opened = await openJudge({ size: 2, torchSize: requireEnv().hasTorch ? 1 : 0, logger: { info() {}, warn() {}, error: (_, words) => console.error(words) } });
  if (!opened.ok) throw new Unusable("Nothing can be judged on this machine.");
  return opened.value;
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { seed: { type: "string" }, json: { type: "boolean", default: false } } });
  } catch (fault) {
    throw new Unusable(`${fault instanceof Error ? fault.message : String(fault)}\n${usage}`);
  }
}

function readSeed(text: string | undefined): bigint {
  if (text === undefined) return randomSeed();
  if (!/^\d{1,20}$/.test(text) || BigInt(text) >= 2n ** 64n) throw new Unusable(`--seed takes a whole number from 0 to ${2n ** 64n - 1n}, not "${text}".`);
  return BigInt(text);
}

function readVersion(slug: string) {
  if (!listSlugs().includes(slug)) throw new Unusable(`There is no question "${slug}" in prisma/bank/. \`npm run bank -- list\` shows them all.`);
  const read = readFolder(slug);
  if (!read.ok) throw new Unusable(read.faults.map((fault) => `${fault.file} ${fault.field}: ${fault.message}`).join("\n"));
  const material = materialOf(read.folder);
  if (!material) throw new Unusable(`"${slug}" is a concept question: there is nothing to judge.`);
  return { digest: digestFiles(read.folder.files), material };
}

function readSource(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new Unusable(`${file} cannot be read.`);
  }
  if (bytes.length > maxSourceBytes) throw new Unusable(`${file} has ${bytes.length} bytes; a submission has at most ${maxSourceBytes}.`);
  return bytes.toString("utf8");
}

const [command, ...args] = process.argv.slice(2);
try {
  if (command === "score") process.exitCode = await score(args);
  else if (command === "rejudge") process.exitCode = await again(args);
  else throw new Unusable(usage);
} catch (fault) {
  if (!(fault instanceof Unusable || fault instanceof SetupError)) console.error("The judge itself failed:", fault);
  else console.error(fault.message);
  process.exitCode = 2;
}
