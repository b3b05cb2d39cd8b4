import type { RunVerdict, Verdict, VisibleTestVerdict } from "@/lib/judging/verdicts";
import type { Example } from "@/lib/questions/schema";
import { readOutcomes, type Outcome } from "@/server/judge/case-set";
import type { Author } from "@/server/judge/author";
import { compare, type Difference } from "@/server/judge/comparison/compare";
import { verdictOfEnd, verdictOfLoad } from "@/server/judge/observe";
import type { Answer, Sandbox, Shown } from "@/server/judge/sandbox/sandbox";
import type { SandboxPool } from "@/server/judge/sandbox/pool";
import { shownTensor, shownValueOf } from "@/server/judge/shown-value";
import type { JudgeMaterial } from "@/server/questions/material";

const loadLimitMs = 5_000;
const answerCapBytes = 4 * 2 ** 20;
const maxText = 8_000;

type Failed = Extract<Awaited<ReturnType<Sandbox["load"]>>, { status: "ended" | "load_error" }>;

/**
 * Runs a source on the question's examples, or on the runner's own input: everything about it is visible, so figures
 * are exact and the program's own text is shown. Nothing hidden comes near this sandbox.
 */
export async function judgeRun(options: {
  source: string;
  material: JudgeMaterial;
  input: string | null;
  pool: SandboxPool;
  author: Author;
  onTestFinished?: (finished: number, total: number) => void;
}): Promise<RunVerdict> {
  const { source, material, input, pool, author } = options;
  const expected = input === null ? readOutcomes(await author.expectations()) : [];
  const run: RunVerdict = { verdict: "accepted", tests: [], answer: null, shown: [], stdout: "", stderr: "", error: null, runtime: pool.stamp };
  let sandbox = await open();
  if (!("sandbox" in sandbox)) return failedToLoad(run, sandbox);
  // What is shown while the file is loaded belongs to no test; it is the same in every sandbox, so it is kept once.
  show(run, sandbox.sandbox.shown());
  let shownBefore = run.shown.length;
  const callOptions = { timeLimitMs: material.limits.timeLimitMs, answerCapBytes, texts: true };
  try {
    if (input !== null) {
      const { setup, expression } = splitInput(input);
      const answer = await sandbox.sandbox.evaluate(setup, expression, callOptions);
      gather(run, sandbox.sandbox);
      show(run, sandbox.sandbox.shown().slice(shownBefore));
      return withOwnAnswer(run, answer);
    }
    for (const [index, example] of material.examples.entries()) {
      if (!("sandbox" in sandbox)) break;
      const answer: Answer = await sandbox.sandbox.evaluate(example.setup, example.call, callOptions);
      const shown = sandbox.sandbox.shown();
      show(run, shown.slice(shownBefore), example.name);
      shownBefore = shown.length;
      run.tests.push(judgeExample(example, answer, expected[index], material));
      options.onTestFinished?.(run.tests.length, material.examples.length);
      if (answer.status !== "ended") continue;
      gather(run, sandbox.sandbox);
      void sandbox.sandbox.close();
      // One bad test loses no other: the rest run in the next warm sandbox.
      sandbox = await open();
      shownBefore = "sandbox" in sandbox ? sandbox.sandbox.shown().length : 0;
    }
    if ("sandbox" in sandbox) gather(run, sandbox.sandbox);
    else return failedToLoad(run, sandbox);
    return { ...run, verdict: run.tests.find((test) => test.verdict !== "accepted")?.verdict ?? "accepted" };
  } finally {
    if ("sandbox" in sandbox) void sandbox.sandbox.close();
  }

  async function open(): Promise<{ sandbox: Sandbox } | (Failed & { output: { stdout: string; stderr: string } })> {
    const taken = await pool.take();
    const loaded = await taken.load(source, { functions: material.functions, texts: true, deadlineMs: loadLimitMs });
    if (loaded.status === "loaded") return { sandbox: taken };
    const output = taken.output();
    void taken.close();
    return { ...loaded, output };
  }
}

function failedToLoad(run: RunVerdict, failed: Failed & { output: { stdout: string; stderr: string } }): RunVerdict {
  const error = failed.status === "load_error" ? (failed.text ?? failed.exceptionClass).slice(0, maxText) : null;
  return { ...run, ...failed.output, verdict: verdictOfLoad(failed), error };
}

function gather(run: RunVerdict, sandbox: Sandbox): void {
  const { stdout, stderr } = sandbox.output();
  run.stdout = (run.stdout + stdout).slice(0, 65_536);
  run.stderr = (run.stderr + stderr).slice(0, 65_536);
}

function show(run: RunVerdict, shown: readonly Shown[], test?: string): void {
  run.shown = [...run.shown, ...shown.map((each) => ({ ...shownTensor(each), ...(test === undefined ? {} : { test }) }))].slice(0, 32);
}

function withOwnAnswer(run: RunVerdict, answer: Answer): RunVerdict {
  if (answer.status === "ended") return { ...run, verdict: verdictOfEnd[answer.cause] };
  if (answer.status === "raised") return { ...run, verdict: verdictOfException(answer.exceptionClass), error: errorText(answer) };
  return { ...run, answer: shownValueOf(answer.value) };
}

function judgeExample(example: Example, answer: Answer, expected: Outcome | undefined, material: JudgeMaterial): VisibleTestVerdict {
  const base = {
    name: example.name, findings: [], got: null, error: null, timeMs: Math.round(answer.elapsedMs * 10) / 10,
    expected: expected?.status === "returned" ? shownValueOf(expected.value) : null,
  };
  if (!expected) return { ...base, verdict: "judge_error" };
  if (answer.status === "ended") return { ...base, verdict: verdictOfEnd[answer.cause] };
  if (answer.status === "raised") {
    if (expected.status === "raised" && expected.exceptionClass === answer.exceptionClass) return { ...base, verdict: "accepted" };
    const findings: Difference[] = expected.status === "raised" ? [{ part: null, relation: "exception_differs" }] : [];
    return { ...base, findings, verdict: verdictOfException(answer.exceptionClass), error: errorText(answer) };
  }
  const got = shownValueOf(answer.value);
  if (expected.status === "raised") return { ...base, got, verdict: "wrong_answer", findings: [{ part: null, relation: "exception_missing" }] };
  const findings = compare(expected.value, answer.value, { tolerances: material.tolerances, dtype: "rule" }).slice(0, 16);
  return { ...base, got, findings, verdict: findings.length === 0 ? "accepted" : "wrong_answer" };
}

function verdictOfException(exceptionClass: string): Verdict {
  return exceptionClass === "MemoryError" ? "memory_limit" : "runtime_error";
}

function errorText(answer: { text: string | null; exceptionClass: string }): string {
  return (answer.text ?? answer.exceptionClass).slice(-maxText);
}

/** Own input: statements, and the last line that is not indented is the expression whose value is shown. */
export function splitInput(input: string): { setup: string; expression: string } {
  const lines = input.trimEnd().split("\n");
  let start = lines.length - 1;
  while (start > 0 && (/^[\s)\]}]/.test(lines[start] ?? "") || (lines[start] ?? "") === "")) start -= 1;
  return { setup: lines.slice(0, start).join("\n"), expression: lines.slice(start).join("\n") };
}
