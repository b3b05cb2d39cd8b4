import type { Verdict } from "@/lib/judging/verdicts";
import type { HiddenTest } from "@/lib/questions/schema";
import type { Author } from "@/server/judge/author";
import type { Case, Outcome } from "@/server/judge/case-set";
import { compare, type Difference } from "@/server/judge/comparison/compare";
import { resolveEarlier } from "@/server/judge/resolve-earlier";
import type { Answer, EndCause, Loaded, Sandbox } from "@/server/judge/sandbox/sandbox";
import type { SandboxPool } from "@/server/judge/sandbox/pool";
import { valueSize, type Value } from "@/server/judge/sandbox/value";
import type { JudgeMaterial } from "@/server/questions/material";

/** What a program did with one case, and what the judge thinks of it. Answers are kept to recognise planted mistakes. */
export type Observation = {
  readonly test: HiddenTest;
  readonly verdict: Verdict;
  readonly differences: readonly Difference[];
  readonly outcomes: readonly Outcome[];
  /** Observed beside the candidate's code, so it teaches and weighs little. */
  readonly inputMutated: boolean;
  readonly sharesMemory: boolean;
  readonly exceptionClass: string | null;
  readonly authorFindings: readonly string[];
  readonly elapsedMs: number;
};

/** Every way a sandbox can end, and whose fault it is. No default: what is not in the table does not compile. */
export const verdictOfEnd: Record<EndCause, Verdict> = {
  time_limit: "time_limit",
  memory_limit: "memory_limit",
  output_limit: "output_limit",
  protocol_violation: "protocol_violation",
  // Leaving early is never a pass, whatever the exit code.
  exited: "runtime_error",
  machinery: "judge_error",
};

const loadLimitMs = 5_000;
/** An answer may be twice as large as the right one, and some: a wrong dtype or one row too many must still be told. */
const answerCapBytes = (expected: number) => 2 * expected + 64 * 1024;

/** Runs a program on cases, one after the other. What ends the sandbox loses that case alone: the rest go on in the next one. */
export async function observe(options: {
  source: string;
  material: JudgeMaterial;
  cases: readonly Case[];
  pool: SandboxPool;
  author: Author;
  onObserved?: (finished: number) => void;
  /** Peak memory of one sandbox over all cases, less what it held once the program was loaded. Not told when it ended early. */
  onMemory?: (bytes: number) => void;
}): Promise<Observation[]> {
  const { source, material, cases, pool, author } = options;
  const observations: Observation[] = [];
  let sandbox: Sandbox | null = null;
  let loadedBytes: number | null = null;
  try {
    for (const each of cases) {
      const test = material.tests.find(({ name }) => name === each.test);
      if (!test) throw new Error(`a case of the unknown test ${each.test}`);
      if (!sandbox) {
        sandbox = await pool.take();
        const loaded = await sandbox.load(source, { functions: material.functions, texts: false, deadlineMs: loadLimitMs });
        if (loaded.status !== "loaded") {
          // Loading does not depend on the test: what fails once fails for all that are left.
          const left = cases.slice(observations.length).map((one) => material.tests.find(({ name }) => name === one.test) ?? test);
          return [...observations, ...left.map((one) => blank(one, verdictOfLoad(loaded), exceptionOf(loaded)))];
        }
        loadedBytes = observations.length === 0 && options.onMemory ? sandbox.usage().peakMemoryBytes : null;
      }
      const observation = await observeCase({ sandbox, each, test, material, author });
      observations.push(observation.seen);
      options.onObserved?.(observations.length);
      if (observation.sandboxEnded) {
        // Reaped beside the next case: the verdict does not wait for it.
        void sandbox.close();
        sandbox = null;
      }
    }
    const peakBytes = loadedBytes === null ? null : (sandbox?.usage().peakMemoryBytes ?? null);
    if (loadedBytes !== null && peakBytes !== null) options.onMemory?.(peakBytes - loadedBytes);
    return observations;
  } finally {
    void sandbox?.close();
  }
}

async function observeCase(options: {
  sandbox: Sandbox;
  each: Case;
  test: HiddenTest;
  material: JudgeMaterial;
  author: Author;
}): Promise<{ seen: Observation; sandboxEnded: boolean }> {
  const { sandbox, each, test, material, author } = options;
  const policy = { tolerances: test.tolerance ?? material.tolerances, dtype: test.dtype };
  const outcomes: Outcome[] = [];
  const answers: Value[] = [];
  const differences: Difference[] = [];
  let elapsedMs = 0;
  let inputMutated = false;
  let sharesMemory = false;
  let exceptionClass: string | null = null;
  let verdict: Verdict = "accepted";
  const seen = (ended: Verdict | null): Observation => ({
    test, verdict: ended ?? verdict, differences, outcomes, inputMutated, sharesMemory, exceptionClass, authorFindings: [], elapsedMs,
  });

  for (const [index, call] of each.calls.entries()) {
    const expected = each.expected[index];
    if (!expected) break;
    const args = call.args.map((arg) => resolveEarlier(arg, answers));
    const kwargs = call.kwargs.map(([key, arg]) => [key, resolveEarlier(arg, answers)] as const);
    if (args.includes(null) || kwargs.some(([, arg]) => arg === null)) {
      // The case feeds an earlier answer back in, and that answer has no such part.
      differences.push({ part: null, relation: "shape_differs" });
      return { seen: seen("wrong_answer"), sandboxEnded: false };
    }
    const answer: Answer = await sandbox.call(call.name, args as Value[], kwargs as [string, Value][], {
      timeLimitMs: material.limits.timeLimitMs,
      answerCapBytes: answerCapBytes(expected.status === "returned" ? valueSize(expected.value, 0) : 0),
      texts: false,
    });
    elapsedMs += answer.elapsedMs;
    if (answer.status === "ended") return { seen: seen(verdictOfEnd[answer.cause]), sandboxEnded: true };
    if (answer.status === "raised") {
      exceptionClass = answer.exceptionClass;
      outcomes.push({ status: "raised", exceptionClass });
      if (expected.status === "raised" && expected.exceptionClass === exceptionClass) continue;
      if (expected.status === "raised") differences.push({ part: null, relation: "exception_differs" });
      return { seen: seen(exceptionClass === "MemoryError" ? "memory_limit" : "runtime_error"), sandboxEnded: false };
    }
    outcomes.push({ status: "returned", value: answer.value });
    answers.push(answer.value);
    inputMutated ||= answer.inputMutated;
    sharesMemory ||= answer.sharesMemory;
    if (expected.status === "raised") differences.push({ part: null, relation: "exception_missing" });
    else if (each.check === null) differences.push(...compare(expected.value, answer.value, policy));
    if (test.group === "contract") {
      if (answer.inputMutated) differences.push({ part: null, relation: "input_mutated" });
      if (answer.sharesMemory) differences.push({ part: null, relation: "output_shares_memory" });
    }
    if (differences.length > 0) {
      verdict = "wrong_answer";
      break;
    }
  }
  if (each.check === null || verdict !== "accepted") return { seen: seen(null), sandboxEnded: false };
  const authorFindings = await author.check(each.check, ...checkArguments(each, answers));
  if (authorFindings.length === 0) return { seen: seen(null), sandboxEnded: false };
  differences.push({ part: null, relation: "property_failed" });
  return { seen: { ...seen("wrong_answer"), authorFindings }, sandboxEnded: false };
}

/** The calls as the candidate got them, what came back, and what the reference answered: raw values, no more. */
function checkArguments(each: Case, answers: readonly Value[]): [Value, Value, Value] {
  const list = (items: readonly Value[]): Value => ({ kind: "list", items: [...items] });
  const calls = each.calls.map((call): Value => ({
    kind: "tuple",
    items: [
      { kind: "str", value: call.name },
      list(call.args.map((arg) => resolveEarlier(arg, answers) ?? { kind: "none" })),
      { kind: "dict", entries: call.kwargs.map(([key, arg]) => [key, resolveEarlier(arg, answers) ?? { kind: "none" }]) },
    ],
  }));
  const expected = each.expected.map((one): Value => (one.status === "returned" ? one.value : { kind: "none" }));
  return [list(calls), list(answers), list(expected)];
}

function blank(test: HiddenTest, verdict: Verdict, exceptionClass: string | null): Observation {
  return { test, verdict, differences: [], outcomes: [], inputMutated: false, sharesMemory: false, exceptionClass, authorFindings: [], elapsedMs: 0 };
}

export function verdictOfLoad(loaded: Exclude<Loaded, { status: "loaded" }>): Verdict {
  if (loaded.status === "ended") return verdictOfEnd[loaded.cause];
  if (loaded.exceptionClass === "MemoryError") return "memory_limit";
  return loaded.kind === "compile" ? "compile_error" : "runtime_error";
}

function exceptionOf(loaded: Exclude<Loaded, { status: "loaded" }>): string | null {
  return loaded.status === "load_error" ? loaded.exceptionClass : null;
}
