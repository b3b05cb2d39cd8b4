import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPool, type SandboxPool } from "@/server/judge/sandbox/pool";
import type { Sandbox } from "@/server/judge/sandbox/sandbox";
import type { Value } from "@/server/judge/sandbox/value";
import { expectNothingLeft, takeCensus, type Census } from "@/tests/support/census";
import { hostileCases, sourceOf, type Sight } from "@/tests/judge/hostile-table";

const honest = "def solve(x):\n    return 2 * x\n";
const options = { timeLimitMs: 700, answerCapBytes: 4_096, texts: false };
const first: HostileName[] = [
  "d46-fork-bomb", "d48-memory-bytes", "d44-endless-loop", "c31-proc", "c30-files", "a06-answer-early",
];
type HostileName = (typeof hostileCases)[number]["name"];
const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);

function array(values: readonly number[]): Value {
  const data = Buffer.from(new Float64Array(values).buffer);
  return { kind: "array", dtype: "f8", shape: [2, values.length / 2], data, layout: "c", readOnly: false };
}

/** The first sight that is not a right answer, of three calls on data that the program could not know. */
async function look(sandbox: Sandbox, source: string): Promise<Sight> {
  const loaded = await sandbox.load(source, { functions: ["solve"], texts: false, deadlineMs: 3_000 });
  if (loaded.status === "ended") return loaded.cause;
  if (loaded.status === "load_error") return loaded.kind;
  for (let round = 0; round < 3; round += 1) {
    const values = Array.from({ length: 6 }, () => Math.random());
    const answer = await sandbox.call("solve", [array(values)], [], options);
    if (answer.status === "ended") return answer.cause;
    if (answer.status === "raised") return "raised";
    const doubled = array(values.map((value) => 2 * value));
    const right = answer.value.kind === "array" && doubled.kind === "array" && answer.value.dtype === "f8" &&
      String(answer.value.shape) === String(doubled.shape) && answer.value.data.equals(doubled.data);
    if (!right) return "wrong";
  }
  return "right";
}

describe("a hostile program", () => {
  let before: Census;
  let pool: SandboxPool;

  beforeAll(async () => {
    before = takeCensus();
    const opened = await openPool({ runtime: "numpy", size: 2, limits: { memoryBytes: 128 << 20 } });
    if (!opened.ok) throw new Error(`No sandbox can be opened here: ${opened.code}`);
    pool = opened.value;
  });

  afterAll(async () => {
    await pool.close();
    await expectNothingLeft(before);
  });

  const ordered = hostileCases.toSorted((one, other) => rank(one.name) - rank(other.name));
  it.each(ordered)("is seen for what it is, and the next one is unaffected: $name", async (hostile) => {
    const sandbox = await pool.take();
    const sight = await look(sandbox, sourceOf(hostile));
    // The next one is at work before the hostile one is cleared away.
    const next = await pool.take();
    expect(await look(next, honest)).toBe("right");
    const { stdout, stderr } = sandbox.output();
    await Promise.all([sandbox.close(), next.close()]);
    expect(hostile.sights).toContain(sight);
    expect(stdout + stderr).toBe("");
  });

  it("is told apart from an honest one: the honest one is right every time", async () => {
    for (let round = 0; round < 5; round += 1) {
      const sandbox = await pool.take();
      expect(await look(sandbox, honest)).toBe("right");
      await sandbox.close();
    }
  });

  it("has a row in the table for every file", () => {
    const names = readdirSync(new URL("./hostile/", import.meta.url)).map((name) => name.replace(/\.py$/, ""));
    expect(names.toSorted()).toEqual(hostileCases.filter(({ source }) => source === undefined).map(({ name }) => name).toSorted());
  });
});
