import { availableParallelism } from "node:os";
import type { Runtime } from "@/lib/questions/schema";
import { openCaseSet, type CaseSet } from "@/server/judge/case-set";
import { openJudge, type Judge, type JudgedVersion } from "@/server/judge/judge";
import { openPool, type SandboxPool } from "@/server/judge/sandbox/pool";
import type { SandboxLimits } from "@/server/judge/sandbox/limits";
import { digestFiles } from "@/server/questions/digest";
import { readFolder } from "@/server/questions/folder";
import { materialOf } from "@/server/questions/material";
import { inLanes, median, percentile, rounded, timed, type Bench } from "@/tests/bench/bench";
import { judgeCold, startTorchCold } from "@/tests/bench/cold-start";
import { countLeftovers } from "@/tests/bench/hostile-runs";
import { eventually } from "@/tests/support/eventually";

const tests = 10;
const parkedSize = 4;
const cores = availableParallelism();

export const bench: Bench = {
  goals: {
    tenTestsP50Ms: { atMost: 3 },
    tenTestsP99Ms: { atMost: 10 },
    speedupOverColdPerTest: { atLeast: 100 },
    throughputPerSecond: { atLeast: 20 },
    throughputOverColdPool: { atLeast: 8 },
    poolMissP50Ms: { atMost: 120 },
    timeLimitOvershootP99Ms: { atMost: 20 },
    torchSpeedup: { atLeast: 300 },
    leftovers: { atMost: 0 },
  },
  async measure(tell) {
    const opened = await openJudge({ size: parkedSize });
    if (!opened.ok) throw new Error(`Nothing can be judged on this machine: ${opened.code}`);
    const judge = opened.value;
    const subject = await readSubject(judge);
    tell("ten tests, warm and cold in turn");
    const { warm, cold } = await measureTenTests(judge, subject);
    tell("throughput for 30 s, and of a cold pool");
    const throughput = await measureThroughput(judge, subject, 30_000);
    await judge.close();
    const coldThroughput = await measureColdPool(subject, 10_000);
    tell("a miss of the pool");
    const misses = await measureMisses();
    tell("time limits");
    const overshoots = await measureOvershoots();
    tell("torch");
    const torch = await measureTorch();
    tell("1,000 hostile runs");
    const leftovers = await countLeftovers(() => requirePool({ size: parkedSize, limits: { memoryBytes: 128 << 20 } }), 1_000);
    return {
      tenTestsP50Ms: rounded(median(warm)),
      tenTestsP99Ms: rounded(percentile(warm, 0.99)),
      speedupOverColdPerTest: rounded(median(cold) / median(warm), 0),
      throughputPerSecond: rounded(throughput, 1),
      throughputOverColdPool: rounded(throughput / coldThroughput, 1),
      poolMissP50Ms: rounded(median(misses), 1),
      timeLimitOvershootP99Ms: rounded(percentile(overshoots, 0.99), 1),
      torchSpeedup: torch === null ? null : rounded(torch, 0),
      leftovers,
    };
  },
};

type Subject = { version: JudgedVersion; source: string; caseSet: CaseSet };

/** The reference on ten of the question's cases, as one submission. */
async function readSubject(judge: Judge): Promise<Subject> {
  const read = readFolder("conv2d-forward");
  const whole = read.ok ? materialOf(read.folder) : null;
  if (!read.ok || whole === null) throw new Error("conv2d-forward cannot be read.");
  const material = { ...whole, tests: whole.tests.filter((test) => test.group !== "speed").slice(0, tests) };
  const version = { digest: digestFiles(read.folder.files), material };
  const caseSet = openCaseSet(await judge.makeCaseSet(version, 1n));
  return { version, source: material.solutionSources[material.reference] ?? "", caseSet };
}

async function submit(judge: Judge, { version, source, caseSet }: Subject): Promise<void> {
  const { candidate } = await judge.submission({ version, source, caseSet, withSpeed: false });
  if (candidate.verdict !== "accepted" || candidate.tests.length !== tests) throw new Error(`The reference got ${candidate.verdict}.`);
}

/** In turn, so that a busy minute of the machine slows both. */
async function measureTenTests(judge: Judge, subject: Subject): Promise<{ warm: number[]; cold: number[] }> {
  const warm: number[] = [];
  const cold: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    for (let turn = 0; turn < 50; turn += 1) {
      await eventually(() => requireParked(judge.pool, parkedSize));
      const ms = await timed(() => submit(judge, subject));
      // The very first ones compile the judge's own code, once in its life.
      if (round > 0 || turn >= 10) warm.push(ms);
    }
    cold.push(await timed(async () => {
      for (const each of subject.caseSet.cases) await judgeCold(subject.source, each);
    }));
  }
  return { warm, cold };
}

async function measureThroughput(judge: Judge, subject: Subject, forMs: number): Promise<number> {
  let count = 0;
  const startedAt = performance.now();
  await inLanes(parkedSize, () => performance.now() - startedAt < forMs, async () => {
    await submit(judge, subject);
    count += 1;
  });
  return count / ((performance.now() - startedAt) / 1_000);
}

/** Submissions a second where every test starts cold, on all cores. */
async function measureColdPool({ source, caseSet }: Subject, forMs: number): Promise<number> {
  let count = 0;
  const startedAt = performance.now();
  await inLanes(cores, () => performance.now() - startedAt < forMs, async () => {
    const each = caseSet.cases[count % caseSet.cases.length];
    count += 1;
    if (each) await judgeCold(source, each);
  });
  return count / tests / ((performance.now() - startedAt) / 1_000);
}

async function measureMisses(): Promise<number[]> {
  const pool = await requirePool({ size: 1 });
  const misses: number[] = [];
  for (let round = 0; round < 40; round += 1) {
    await eventually(() => requireParked(pool, 1));
    const first = await pool.take();
    misses.push(await timed(async () => void (await pool.take()).close()));
    await first.close();
  }
  await pool.close();
  return misses;
}

const endless = [
  "def solve():\n    while True:\n        pass\n",
  "def solve():\n    return sum(range(10**12))\n",
  "import re\ndef solve():\n    re.match(r'(a+)+$', 'a' * 40 + 'b')\n",
  "import time\ndef solve():\n    time.sleep(100)\n",
];

async function measureOvershoots(): Promise<number[]> {
  const pool = await requirePool({ size: 2 });
  const overshoots: number[] = [];
  const timeLimitMs = 100;
  for (let round = 0; round < 120; round += 1) {
    const sandbox = await pool.take();
    await sandbox.load(endless[round % endless.length] ?? "", { functions: ["solve"], texts: false, deadlineMs: 5_000 });
    const ms = await timed(async () => {
      const answer = await sandbox.call("solve", [], [], { timeLimitMs, answerCapBytes: 1_024, texts: false });
      if (answer.status !== "ended" || answer.cause !== "time_limit") throw new Error(`An endless loop ended with ${answer.status}.`);
    });
    overshoots.push(ms - timeLimitMs);
    await sandbox.close();
  }
  await pool.close();
  return overshoots;
}

/** One small answer from a parked sandbox with torch, against a cold start with the same. Null where torch is not installed. */
async function measureTorch(): Promise<number | null> {
  const opened = await openPool({ runtime: "torch", size: 1 });
  if (!opened.ok) return null;
  const pool = opened.value;
  const warm: number[] = [];
  const cold: number[] = [];
  const source = "import torch\ndef solve():\n    x = torch.ones(3, 3)\n    return (x @ x).sum()\n";
  for (let round = 0; round < 12; round += 1) {
    await eventually(() => requireParked(pool, 1), 30_000);
    warm.push(await timed(async () => {
      const sandbox = await pool.take();
      await sandbox.load(source, { functions: ["solve"], texts: false, deadlineMs: 5_000 });
      const answer = await sandbox.call("solve", [], [], { timeLimitMs: 5_000, answerCapBytes: 1_024, texts: false });
      if (answer.status !== "returned") throw new Error(`torch ${answer.status}`);
      void sandbox.close();
    }));
    if (round % 3 === 0) cold.push(await timed(startTorchCold));
  }
  await pool.close();
  return median(cold) / median(warm);
}

function requireParked(pool: SandboxPool, count: number): void {
  if (pool.parked() < count) throw new Error("Not all are parked.");
}

async function requirePool(options: { runtime?: Runtime; size: number; limits?: Partial<SandboxLimits> }): Promise<SandboxPool> {
  const opened = await openPool({ runtime: "numpy", ...options });
  if (!opened.ok) throw new Error(`Nothing can be judged on this machine: ${opened.code}`);
  return opened.value;
}
