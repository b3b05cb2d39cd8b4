import { readFileSync } from "node:fs";
import { z } from "zod";
import type { JudgeMaterial } from "@/server/questions/material";
import type { Answer } from "@/server/judge/sandbox/sandbox";
import type { SandboxPool } from "@/server/judge/sandbox/pool";
import type { Value } from "@/server/judge/sandbox/value";

/** The author's sandbox for one question version: draws cases, knows the answers, never meets a candidate's code. */
export interface Author {
  draw(tests: readonly string[], seed: bigint): Promise<Value>;
  check(name: string, calls: Value, answers: Value, expected: Value): Promise<string[]>;
  expectations(): Promise<Value>;
  close(): Promise<void>;
}

/** The author's own programs are at fault: the version can't be judged with. Never the candidate's fault. */
export class AuthorFault extends Error {
  override readonly name = "AuthorFault";
}

/** A sandbox for authors is larger and slower than a candidate's: it holds every case of a set at once. */
export const authorLimits = { memoryBytes: 2 * 2 ** 30, answerDepth: 16, answerItems: 2_000_000 };
const loadLimitMs = 20_000;
const callLimitMs = 60_000;
const answerCapBytes = 64 * 2 ** 20;

const harness = readFileSync(new URL("./python/authoring.py", import.meta.url), "utf8");
const findingNames = z.array(z.string().max(80)).max(16);

export async function openAuthor(pool: SandboxPool, material: JudgeMaterial): Promise<Author> {
  const sandbox = await pool.take();
  const question = { tests: material.testsSource, reference: material.solutionSources[material.reference] ?? "" };
  // A JSON object of strings reads the same in Python.
  const source = `QUESTION = ${JSON.stringify(question)}\n${harness}`;
  const loaded = await sandbox.load(source, { functions: ["draw", "check", "expectations"], texts: true, deadlineMs: loadLimitMs });
  if (loaded.status !== "loaded") {
    await sandbox.close();
    throw new AuthorFault(loaded.status === "load_error" ? `${material.slug}: ${loaded.text ?? loaded.exceptionClass}` : `${material.slug}: ${loaded.cause}`);
  }
  const ask = async (name: string, args: Value[]): Promise<Value> =>
    valueOf(await sandbox.call(name, args, [], { timeLimitMs: callLimitMs, answerCapBytes, texts: true }), `${material.slug}: ${name}`);
  return {
    draw: (tests, seed) => ask("draw", [{ kind: "list", items: tests.map(text) }, { kind: "int", value: seed }]),
    async check(name, calls, answers, expected) {
      const found = await ask("check", [text(name), calls, answers, expected]);
      return findingNames.parse(found.kind === "list" ? found.items.map((each) => (each.kind === "str" ? each.value : "check_failed")) : null);
    },
    expectations: () =>
      ask("expectations", [
        { kind: "list", items: material.examples.map(({ setup, expect }) => ({ kind: "tuple", items: [text(setup), text(expect.trim())] })) },
      ]),
    close: () => sandbox.close(),
  };
}

function text(value: string): Value {
  return { kind: "str", value };
}

function valueOf(answer: Answer, what: string): Value {
  if (answer.status === "returned" && answer.value.kind !== "unsupported") return answer.value;
  if (answer.status === "returned") throw new AuthorFault(`${what} answered with something that cannot travel`);
  throw new AuthorFault(`${what}: ${answer.status === "raised" ? (answer.text ?? answer.exceptionClass) : answer.cause}`);
}

