import type { RunVerdict } from "@/lib/judging/verdicts";
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

/** Everything that judges, in one process: parked sandboxes for candidates, others for authors. */
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
  readonly pool: SandboxPool;
  close(): Promise<void>;
}

/** Authors kept warm: a version's tests.py and reference loaded, ready to draw and to check. */
const maxAuthors = 6;
/** Signatures kept: some ten kilobytes each. */
const maxSignatures = 200;

export async function openJudge(options: { size: number; logger?: PoolLogger }): Promise<Result<Judge, PoolFault>> {
  const opened = await openPool({ runtime: "numpy", ...options });
  if (!opened.ok) return opened;
  const pool = opened.value;
  const authorPool = await openPool({ runtime: "numpy", size: maxAuthors, limits: authorLimits, logger: options.logger });
  if (!authorPool.ok) {
    await pool.close();
    return authorPool;
  }
  const authors = new Map<string, Promise<Author>>();
  const signatures = new Map<string, Promise<Signatures>>();

  function authorOf({ digest, material }: JudgedVersion): Promise<Author> {
    const known = authors.get(digest);
    const author = known ?? openAuthor(authorPool.ok ? authorPool.value : pool, material);
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
        seen.set(name, await withAuthor(version, (author) => observe({ source, material, pool, author, cases: caseSet.cases })));
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
    makeCaseSet: (version, seed) => withAuthor(version, (author) => makeCaseSet(author, version.material, seed)),
    submission: ({ version, ...rest }) =>
      withAuthor(version, (author) => judgeSubmission({ ...rest, material: version.material, pool, author })),
    run: ({ version, ...rest }) => withAuthor(version, (author) => judgeRun({ ...rest, material: version.material, pool, author })),
    async nameMistake(version, caseSet, observations) {
      if (observations.filter((each) => each.verdict !== "accepted").length < 3) return null;
      return nameMistake({ material: version.material, caseSet, observations, signatures: await signaturesOf(version, caseSet) });
    },
    observe: (version, source, caseSet) =>
      withAuthor(version, (author) => observe({ source, material: version.material, pool, author, cases: caseSet.cases })),
    async close() {
      await Promise.all([...authors.values()].map((each) => each.then((author) => author.close(), () => undefined)));
      await Promise.all([pool.close(), authorPool.value.close()]);
    },
  });
}

