import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runVerdict, type RunVerdict } from "@/lib/judging/verdicts";
import { openCaseSet } from "@/server/judge/case-set";
import { openJudge, type Judge, type JudgedVersion } from "@/server/judge/judge";
import { readFolder } from "@/server/questions/folder";
import { materialOf } from "@/server/questions/material";
import { inRepository } from "@/server/setup/paths";
import { expectNothingLeft, takeCensus, type Census } from "@/tests/support/census";

let before: Census;
let judge: Judge;
let version: JudgedVersion;
const right = readFileSync(inRepository("prisma/bank/conv2d-forward/solutions/vectorised.py"), "utf8");

beforeAll(async () => {
  before = takeCensus();
  const opened = await openJudge({ size: 2 });
  if (!opened.ok) throw new Error(opened.code);
  judge = opened.value;
  const read = readFolder("conv2d-forward");
  const material = read.ok ? materialOf(read.folder) : null;
  if (!material) throw new Error("conv2d-forward cannot be read");
  version = { digest: "conv2d-forward", material: { ...material, limits: { ...material.limits, timeLimitMs: 1_000 } } };
});
afterAll(async () => {
  await judge.close();
  await expectNothingLeft(before);
});

/** What a run on the examples sends into the room: valid by its schema, through JSON, whatever the program did. */
async function run(source: string, input: string | null = null): Promise<RunVerdict> {
  const verdict = await judge.run({ version, source, input });
  return runVerdict.parse(JSON.parse(JSON.stringify(verdict)));
}
const own = (body: string) => run(`import numpy as np\n${right}\ndef shows():\n    ${body.replaceAll("\n", "\n    ")}\n`, "shows()");
/** The body runs in every call of conv2d. */
const inside = (body: string) => `import numpy as np\n${right.replace("def conv2d(", "def honest(")}\ndef conv2d(*args, **kwargs):\n    ${body.replaceAll("\n", "\n    ")}\n    return honest(*args, **kwargs)\n`;

describe("show(array) in a visible run", () => {
  it("captures a tensor with its name, type, shape, values and statistics, NaN and infinities too", async () => {
    const { shown } = await own(`show(np.array([[1, -2], [np.nan, np.inf]]), "weights")\nshow(np.arange(3, dtype="int32"))`);
    expect(shown).toEqual([
      { name: "weights", value: {
        kind: "tensor", dtype: "float64", shape: [2, 2], values: [1, -2, "nan", "inf"],
        stats: { min: -2, max: 1, mean: -0.5, nanCount: 1, infinityCount: 1 },
      } },
      { name: "2", value: { kind: "tensor", dtype: "int32", shape: [3], values: [0, 1, 2], stats: { min: 0, max: 2, mean: 1, nanCount: 0, infinityCount: 0 } } },
    ]);
  });

  it("says in which test it was shown, and gives each test its own few", async () => {
    const { shown, verdict } = await run(inside("for n in range(20):\n    show(np.zeros(n))"));
    expect(verdict).toBe("accepted");
    const names = version.material.examples.map((example) => example.name);
    expect(names.length).toBeGreaterThan(1);
    for (const name of names.slice(0, 4)) expect(shown.filter((each) => each.test === name).length).toBe(8);
    expect(shown.length).toBe(Math.min(32, 8 * names.length));
  });

  it("keeps the first values of a large array and counts all of it", async () => {
    const { shown } = await own("show(np.concatenate([np.zeros(5000), [np.nan, 7]]).reshape(2, -1))");
    const [first] = shown;
    expect(first?.value).toMatchObject({ kind: "tensor", shape: [2, 2501], stats: { max: 7, nanCount: 1 } });
    expect(first?.value.kind === "tensor" && first.value.values.length).toBe(4_096);
  });

  it.each([
    ["a view of one element with 2^40", "show(np.broadcast_to(np.float32(1), (2**20, 2**20)))", { kind: "tensor", shape: [2 ** 20, 2 ** 20] }],
    ["128 MiB backwards", "show(np.zeros((2**22, 8), dtype='f4')[::-1])", { kind: "tensor", stats: { max: 0 } }],
    ["an array of objects", "show(np.array([1, 'a', None], dtype=object))", { kind: "text" }],
    ["complex numbers", "show(np.ones(2, dtype=complex))", { kind: "text" }],
    ["a subclass that lies about itself", "class A(np.ndarray):\n    shape = property(lambda self: (9,))\n    def __array_ufunc__(self, *a, **k): raise ValueError\nshow(np.ones((2, 2)).view(A))", { kind: "tensor", shape: [2, 2], values: [1, 1, 1, 1] }],
    ["an object whose text fails", "class A:\n    def __repr__(self): raise ValueError\nshow(A())", { kind: "text" }],
    ["a name that fails", "class A:\n    def __str__(self): raise ValueError\nshow(np.ones(1), A())", {}],
    ["a text of control characters", "show(chr(0) * 4000)", { kind: "text" }],
    ["thirty dimensions", "show(np.ones((1,) * 30))", { kind: "text" }],
    ["a scalar and a list of arrays", "show([np.float32(2), np.ones(2)])", { kind: "sequence" }],
  ])("survives %s", async (_name, body, value) => {
    const verdict = await own(`${body}\nreturn 1`);
    expect(verdict).toMatchObject({ verdict: "accepted", error: null });
    expect(verdict.shown).toHaveLength(1);
    expect(verdict.shown[0]?.value).toMatchObject(value);
  });

  it("in an endless loop ends by the time limit with what was shown before", async () => {
    const verdict = await own("while True:\n    show(np.ones(3))");
    expect(verdict.verdict).toBe("time_limit");
    expect(verdict.shown).toHaveLength(8);
  });

  it.each([
    ["a shape that its values have not", `{"dtype": "float64", "shape": [2, 2]}`],
    ["a negative length", `{"dtype": "float64", "shape": [-3]}`],
    ["a length of half an element", `{"dtype": "float64", "shape": [1.5]}`],
    ["a negative count", `{"dtype": "float64", "shape": [3], "nanCount": -1}`],
  ])("that a program writes itself, with %s, is a violation", async (_name, about) => {
    const body = `agent = show.__self__\nagent.send(6, 0, agent.shown_parts("x", np.ones(3), ${about}))`;
    expect((await own(body)).verdict).toBe("protocol_violation");
  });

  it("beside answers that are wrong: expected and got are tensors too", async () => {
    const { tests } = await run(`import numpy as np\ndef conv2d(*args, **kwargs):\n    return np.array([[np.nan]])\n`);
    for (const test of tests.filter((each) => each.expected?.kind === "tensor")) {
      expect(test).toMatchObject({ verdict: "wrong_answer", expected: { kind: "tensor" }, got: { kind: "tensor", shape: [1, 1], values: ["nan"] } });
    }
  });
});

describe("show(array) on hidden tests", () => {
  it("does nothing, and a right program stays accepted", async () => {
    const caseSet = openCaseSet(await judge.makeCaseSet(version, 5n));
    const judged = await judge.submission({ version, source: inside("show(args[0])"), caseSet, withSpeed: false });
    expect(judged.candidate.verdict).toBe("accepted");
  });

  it("is a violation when a program sends it all the same", async () => {
    const caseSet = openCaseSet(await judge.makeCaseSet(version, 5n));
    const source = inside("show.__self__.texts = True\nshow(args[0])");
    const judged = await judge.submission({ version, source, caseSet, withSpeed: false });
    expect(judged.candidate.verdict).toBe("protocol_violation");
  });
});
