import type { RunVerdict } from "@/lib/judging/verdicts";
import type { Runtime } from "@/lib/questions/schema";
import { ok, type Result } from "@/lib/result";
import { authorLimits, openAuthor, type Author } from "@/server/judge/author";
import { makeCaseSet, type CaseSet, type StoredCaseSet } from "@/server/judge/case-set";
import { judgeRun } from "@/server/judge/judge-run";
import { judgeSubmission, type JudgedSubmission } from "@/server/judge/judge-submission";
import { nameMistake, type Signatures } from "@/server/judge/name-mistake";
import { observe, type Observation } from "@/server/judge/observe";
import { openPool, type PoolFault, type PoolLogger, type SandboxPool } from "@/server/judge/sandbox/pool";
import type { JudgeMaterial } from "@/server/questions/material";

/** A question version by its digest, with what the judge needs of it. */
export type JudgedVersion = { readonly digest: string; readonly material: JudgeMaterial };

/** The question needs a runtime that this judge does not have. */
export class RuntimeMissing extends Error {
  override readonly name = "RuntimeMissing";
}

/** Everything that judges, in one process: parked sandboxes for candidates, others for authors, of each runtime that is there. */
export interface Judge {
  makeCaseSet(version: JudgedVersion, seed: bigint): Promise<StoredCaseSet>;
  submission(options: {
    version: JudgedVersion;
    source: string;
    caseSet: CaseSet;
    withSpeed: boolean;
    onTestFinished?: (finished: number, total: number) => void;
  }): Promise<JudgedSubmission>;
  run(options: { version: JudgedVersion; source: string; input: string | null; onTestFinished?: (finished: number, total: number) => void }): Promise<RunVerdict>;
  /** Computed after the verdict is sent: the planted mistakes run on the same cases. */
  nameMistake(version: JudgedVersion, caseSet: CaseSet, observations: readonly Observation[]): Promise<string | null>;
  /** What a program does on a case set, without verdicts: for the gate. */
  observe(version: JudgedVersion, source: string, caseSet: CaseSet): Promise<Observation[]>;
  /** The sandboxes of NumPy, which every judge has. */
  readonly pool: SandboxPool;
  readonly runtimes: readonly Runtime[];
  close(): Promise<void>;
}

/** Authors kept warm: a version's tests.py and reference loaded, ready to draw and to check. */
const maxAuthors = 6;
/** Signatures kept: some ten kilobytes each. */
const maxSignatures = 200;

/** `torchSize`: torch as a second runtime with so many parked; a machine without it judges the questions of NumPy. */
export async function openJudge(options: { size: number; torchSize?: number; logger?: PoolLogger }): Promise<Result<Judge, PoolFault>> {
  const { size, torchSize = 0, logger } = options;
  const opened = await openRuntime({ runtime: "numpy", size, authorSize: maxAuthors, logger });
  if (!opened.ok) return opened;
  const { pool } = opened.value;
  const runtimes = new Map<Runtime, RuntimePools>([["numpy", opened.value]]);
  if (torchSize > 0) {
    const torch = await openRuntime({ runtime: "torch", size: torchSize, authorSize: 1, logger });
    if (torch.ok) runtimes.set("torch", torch.value);
  }
  const authors = new Map<string, Promise<Author>>();
  const signatures = new Map<string, Promise<Signatures>>();

  function poolsOf({ material }: JudgedVersion): RuntimePools {
    const pools = runtimes.get(material.runtime);
    if (!pools) throw new RuntimeMissing(`${material.slug} needs ${material.runtime}, which this judge does not have`);
    return pools;
  }

  function authorOf(version: JudgedVersion): Promise<Author> {
    const { digest, material } = version;
    const author = authors.get(digest) ?? openAuthor(poolsOf(version).authorPool, material);
    // Last used, last closed.
    authors.delete(digest);
    authors.set(digest, author);
    for (const [oldest, old] of authors) {
      if (authors.size <= maxAuthors) break;
      authors.delete(oldest);
      void old.then((each) => each.close(), () => undefined);
    }
    author.catch(() => authors.delete(digest));
    return author;
  }

  /** An author's sandbox can die of the author's own program; the next question starts a fresh one. */
  async function withAuthor<T>(version: JudgedVersion, work: (author: Author) => Promise<T>): Promise<T> {
    try {
      return await work(await authorOf(version));
    } catch (fault) {
      const dead = authors.get(version.digest);
      authors.delete(version.digest);
      void dead?.then((each) => each.close(), () => undefined);
      throw fault;
    }
  }

  function signaturesOf(version: JudgedVersion, caseSet: CaseSet): Promise<Signatures> {
    const key = `${version.digest}/${caseSet.seed}`;
    const known = signatures.get(key);
    if (known) return known;
    const { material } = version;
    const made = (async () => {
      const seen = new Map<string, Observation[]>();
      for (const { name } of material.mistakes) {
        const source = material.mistakeSources[name] ?? "";
        seen.set(name, await withAuthor(version, (author) => observe({ source, material, pool: poolsOf(version).pool, author, cases: caseSet.cases })));
      }
      return seen;
    })();
    signatures.set(key, made);
    made.catch(() => signatures.delete(key));
    for (const oldest of signatures.keys()) {
      if (signatures.size <= maxSignatures) break;
      signatures.delete(oldest);
    }
    return made;
  }

  return ok({
    pool,
    runtimes: [...runtimes.keys()],
    makeCaseSet: (version, seed) => withAuthor(version, (author) => makeCaseSet(author, version.material, seed)),
    submission: ({ version, ...rest }) =>
      withAuthor(version, (author) => judgeSubmission({ ...rest, material: version.material, pool: poolsOf(version).pool, author })),
    run: ({ version, ...rest }) =>
      withAuthor(version, (author) => judgeRun({ ...rest, material: version.material, pool: poolsOf(version).pool, author })),
    async nameMistake(version, caseSet, observations) {
      if (observations.filter((each) => each.verdict !== "accepted").length < 3) return null;
      return nameMistake({ material: version.material, caseSet, observations, signatures: await signaturesOf(version, caseSet) });
    },
    observe: (version, source, caseSet) =>
      withAuthor(version, (author) => observe({ source, material: version.material, pool: poolsOf(version).pool, author, cases: caseSet.cases })),
    async close() {
      await Promise.all([...authors.values()].map((each) => each.then((author) => author.close(), () => undefined)));
      await Promise.all([...runtimes.values()].flatMap((each) => [each.pool.close(), each.authorPool.close()]));
    },
  });
}

type RuntimePools = { readonly pool: SandboxPool; readonly authorPool: SandboxPool };

async function openRuntime(options: {
  runtime: Runtime;
  size: number;
  authorSize: number;
  logger: PoolLogger | undefined;
}): Promise<Result<RuntimePools, PoolFault>> {
  const { runtime, size, authorSize, logger } = options;
  const pool = await openPool({ runtime, size, logger });
  if (!pool.ok) return pool;
  const authorPool = await openPool({ runtime, size: authorSize, mostLive: 2 * maxAuthors, limits: authorLimits, logger });
  if (!authorPool.ok) {
    await pool.value.close();
    return authorPool;
  }
  return ok({ pool: pool.value, authorPool: authorPool.value });
}
