import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judgeMaterial } from "@/server/questions/material";
import { openJudge, RuntimeMissing } from "@/server/judge/judge";
import { openCaseSet } from "@/server/judge/case-set";
import { openPool, type SandboxPool } from "@/server/judge/sandbox/pool";
import type { Answer } from "@/server/judge/sandbox/sandbox";
import type { Value } from "@/server/judge/sandbox/value";
import { torchPackage } from "@/server/setup/system-packages";
import { expectNothingLeft, takeCensus, type Census } from "@/tests/support/census";

const isThere = torchPackage.isInstalled();
const title = isThere ? "torch as a runtime" : "torch as a runtime (left out: python3-torch is not installed)";

const options = { timeLimitMs: 5_000, answerCapBytes: 65_536, texts: false };
const ones: Value = { kind: "array", dtype: "f4", shape: [1, 1, 3, 3], data: Buffer.from(new Float32Array(9).fill(1).buffer), layout: "c", readOnly: false };

const material = judgeMaterial.parse({
  slug: "torch-relu", runtime: "torch", functions: ["relu"],
  tolerances: { float64: { absolute: 1e-8, relative: 1e-7 }, float32: { absolute: 1e-5, relative: 1e-4 } },
  limits: { timeLimitMs: 5_000, memoryLimitBytes: 2 ** 29 }, findings: [], reference: "plain", mistakes: [], mistakeSources: {},
  examples: [{ name: "small", title: { en: "Small", zh: "小" }, setup: "", call: "relu(np.array([-1.0, 2.0]))", expect: "np.array([0.0, 2.0])" }],
  tests: [{ name: "random", title: { en: "Random", zh: "随机" }, group: "basic", weight: 1, dtype: "rule" }],
  testsSource: "from convolve import call\n\ndef random(rng):\n    return (call(\"relu\", rng.normal(size=(4, 5))))\n",
  solutionSources: { plain: "import torch\ndef relu(x):\n    return torch.relu(torch.as_tensor(x))\n" },
});

describe.skipIf(!isThere)(title, () => {
  let before: Census;
  let pool: SandboxPool;

  beforeAll(async () => {
    before = takeCensus();
    const opened = await openPool({ runtime: "torch", size: 1 });
    if (!opened.ok) throw new Error(`No sandbox can be opened here: ${opened.code}`);
    pool = opened.value;
  });
  afterAll(async () => {
    await pool.close();
    await expectNothingLeft(before);
  });

  async function ask(source: string, args: Value[]): Promise<Answer> {
    const sandbox = await pool.take();
    try {
      expect(await sandbox.load(source, { functions: ["solve"], texts: false, deadlineMs: 5_000 })).toEqual({ status: "loaded" });
      return await sandbox.call("solve", args, [], options);
    } finally {
      await sandbox.close();
    }
  }

  it("says which torch it is in the stamp of a verdict", () => {
    expect(pool.stamp).toMatchObject({ runtime: "torch", torch: expect.stringMatching(/^\d+\.\d+/), threads: 1 });
  });

  it("is imported before the source comes, on one thread, and takes gradients", async () => {
    const source = `import sys
was_there = "torch" in sys.modules
import torch
def solve(x):
    x = torch.as_tensor(x).requires_grad_()
    (torch.nn.functional.conv2d(x, torch.ones(1, 1, 2, 2)) ** 2).sum().backward()
    return {"there": was_there, "threads": torch.get_num_threads(), "gradient": x.grad}
`;
    const answer = await ask(source, [ones]);
    const entries = answer.status === "returned" && answer.value.kind === "dict" ? new Map(answer.value.entries) : new Map<string, Value>();
    expect(entries.get("there")).toEqual({ kind: "bool", value: true });
    expect(entries.get("threads")).toEqual({ kind: "int", value: 1n });
    const gradient = entries.get("gradient");
    expect(gradient).toMatchObject({ kind: "array", dtype: "f4", shape: [1, 1, 3, 3] });
    const numbers = gradient?.kind === "array" ? [...new Float32Array(gradient.data.buffer, gradient.data.byteOffset, 9)] : [];
    expect(numbers).toEqual([8, 16, 8, 16, 32, 16, 8, 16, 8]);
  });

  it.each([
    ["a tensor that still has its graph", "torch.ones(2, requires_grad=True) * 2", { kind: "array", dtype: "f4", shape: [2] }],
    ["a tensor without an array's type", "torch.ones(2, dtype=torch.bfloat16)", { kind: "unsupported", reason: "array_dtype" }],
    ["a sparse tensor", "torch.eye(2).to_sparse()", { kind: "unsupported", reason: "array_dtype" }],
    ["a view of one element with 2^40", "torch.ones(1).expand(2 ** 40)", { kind: "unsupported", reason: "too_large" }],
  ])("answers with %s", async (_name, expression, value) => {
    expect(await ask(`import torch\ndef solve():\n    return ${expression}\n`, [])).toMatchObject({ status: "returned", value });
  });

  it("takes a question from its examples to its verdict, and NumPy's judge has it not", async () => {
    const opened = await openJudge({ size: 1, torchSize: 1 });
    if (!opened.ok) throw new Error(opened.code);
    const judge = opened.value;
    const version = { digest: "torch-relu", material };
    try {
      expect(judge.runtimes).toEqual(["numpy", "torch"]);
      const caseSet = openCaseSet(await judge.makeCaseSet(version, 3n));
      const source = material.solutionSources.plain ?? "";
      const judged = await judge.submission({ version, source, caseSet, withSpeed: false });
      expect(judged.candidate).toMatchObject({ verdict: "accepted", score: 100, runtime: { runtime: "torch" } });
      expect(await judge.run({ version, source: `${source}    `, input: null })).toMatchObject({ verdict: "accepted" });
      const wrong = await judge.submission({ version, source: "def relu(x):\n    return x\n", caseSet, withSpeed: false });
      expect(wrong.candidate.verdict).toBe("wrong_answer");
    } finally {
      await judge.close();
    }
  }, 60_000);
});

describe("a judge without torch", () => {
  it("refuses a question that needs it, by a name of its own", async () => {
    const opened = await openJudge({ size: 1 });
    if (!opened.ok) throw new Error(opened.code);
    try {
      expect(opened.value.runtimes).toEqual(["numpy"]);
      await expect(opened.value.makeCaseSet({ digest: "torch-relu", material }, 1n)).rejects.toThrow(RuntimeMissing);
    } finally {
      await opened.value.close();
    }
  });
});
