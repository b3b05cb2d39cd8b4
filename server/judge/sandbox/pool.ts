import { access, constants, readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { IsolationReport } from "@/lib/judging/types";
import type { RuntimeStamp } from "@/lib/judging/verdicts";
import type { Runtime } from "@/lib/questions/schema";
import { fail, ok, type Result } from "@/lib/result";
import { bwrapPath, setprivPath, type Confinement } from "@/server/judge/sandbox/bwrap";
import { cgroupName, findCgroups, type CgroupMaker } from "@/server/judge/sandbox/cgroup";
import { describeIsolation } from "@/server/judge/sandbox/isolation";
import { defaultLimits, type SandboxLimits } from "@/server/judge/sandbox/limits";
import { LiveSandbox } from "@/server/judge/sandbox/live-sandbox";
import { ParkedSandboxes, type PoolLogger } from "@/server/judge/sandbox/parked-sandboxes";
import { findPythonFiles, type PythonFiles } from "@/server/judge/sandbox/python-files";
import type { Sandbox } from "@/server/judge/sandbox/sandbox";
import { seccompFilter } from "@/server/judge/sandbox/seccomp";
import { returnUid, takeUid } from "@/server/judge/sandbox/slot-users";

export type { PoolLogger } from "@/server/judge/sandbox/parked-sandboxes";

export type PoolFault = "python_missing" | "numpy_missing" | "torch_missing" | "bwrap_missing" | "isolation_failed";

/** Importing torch alone takes 250 MB, the pages of its libraries counted. */
const runtimeLimits: Record<Runtime, Partial<SandboxLimits>> = { numpy: {}, torch: { memoryBytes: 1_536 * 1024 * 1024 } };

export type PoolOptions = {
  runtime: Runtime;
  /** Sandboxes kept parked. */
  size: number;
  /** Parked and at work together; twice the size if nothing is said. */
  mostLive?: number;
  limits?: Partial<SandboxLimits>;
  logger?: PoolLogger;
};

export interface SandboxPool {
  /** A parked sandbox, for one submission. Waits while all are at work; throws when none can be started. */
  take(): Promise<Sandbox>;
  /** Runs `work` while no sandbox is being started, so that its time is its own. */
  quietly<T>(work: () => Promise<T>): Promise<T>;
  /** How many are ready this moment. */
  parked(): number;
  close(): Promise<void>;
  readonly report: IsolationReport;
  readonly stamp: RuntimeStamp;
}

const silent: PoolLogger = { info: () => {}, warn: () => {}, error: () => {} };

/** What to install or allow, for each reason why nothing can be judged here. */
const remedies: Record<PoolFault, string> = {
  python_missing: "The judge needs /usr/bin/python3 (Debian: apt-get install python3).",
  numpy_missing: "The judge needs NumPy for /usr/bin/python3 (Debian: apt-get install python3-numpy libopenblas0-serial).",
  torch_missing: "Questions with torch need it for /usr/bin/python3 (Debian: apt-get install python3-torch).",
  bwrap_missing: "The judge needs bubblewrap (Debian: apt-get install bubblewrap).",
  isolation_failed: "The judge cannot isolate a program on this machine, so it judges nothing.",
};

/** Opens only where isolation was seen to hold: a judge that cannot lock a candidate in does not judge. */
export async function openPool(options: PoolOptions): Promise<Result<SandboxPool, PoolFault>> {
  const logger = options.logger ?? silent;
  const refuse = (code: PoolFault, fields: object = {}) => {
    logger.error({ code, ...fields }, remedies[code]);
    return fail(code);
  };
  const found = await findPythonFiles(options.runtime);
  if (!found.ok) return refuse(found.code);
  if (!(await isExecutable(bwrapPath))) return refuse("bwrap_missing");
  const root = process.getuid?.() === 0;
  if (root && !(await isExecutable(setprivPath))) {
    return refuse("isolation_failed", { words: `${setprivPath} is missing (Debian: apt-get install util-linux).` });
  }
  const architecture = process.arch;
  if (architecture !== "x64" && architecture !== "arm64") return refuse("isolation_failed", { words: `No filter for ${architecture}.` });

  const cgroups = findCgroups();
  const report = describeIsolation(cgroups, root);
  const confinement: Confinement = {
    runtime: options.runtime,
    files: found.value,
    limits: { ...defaultLimits, ...runtimeLimits[options.runtime], ...options.limits },
    rlimits: { memory: report.memoryBy === "rlimit", processes: report.pidsBy === "rlimit" },
    coreType: await coreTypeOf(architecture),
  };
  const create = () => createSandbox({ confinement, seccomp: seccompFilter(architecture), root, cgroups });

  const missing = await findMissingWalls(create);
  if (missing !== null) return refuse("isolation_failed", { words: missing });
  if (report.degraded) logger.warn({ isolation: report }, "Sandboxes are isolated, but weaker than intended.");

  const parked = new ParkedSandboxes({ create, size: options.size, mostLive: options.mostLive ?? options.size * 2, parallelStarts: Math.max(1, availableParallelism() - 1), logger });
  return ok({
    take: () => parked.take(),
    quietly: (work) => parked.quietly(work),
    parked: () => parked.count(),
    close: () => parked.close(),
    report,
    stamp: stampOf(found.value, confinement),
  });
}

export type CreatedSandbox = { sandbox: LiveSandbox; release: () => void };

/** Makes the group and takes the user; both go back only when nothing of the sandbox is left. */
function createSandbox(options: {
  confinement: Confinement;
  seccomp: Buffer;
  root: boolean;
  cgroups: CgroupMaker | null;
}): CreatedSandbox {
  const { confinement, seccomp, root, cgroups } = options;
  const uid = root ? takeUid() : null;
  if (root && uid === null) throw new Error("Every slot is taken.");
  const release = () => {
    if (uid !== null) returnUid(uid);
  };
  const group = cgroups?.make(cgroupName(), confinement.limits) ?? null;
  try {
    return { sandbox: new LiveSandbox({ confinement, seccomp, uid, group }), release };
  } catch (error) {
    void group?.remove();
    release();
    throw error;
  }
}

/** A sandbox of its own tries every wall from inside. Null when all stand, else words for the log. */
async function findMissingWalls(create: () => CreatedSandbox): Promise<string | null> {
  const check = await readFile(new URL("../python/isolation_check.py", import.meta.url), "utf8");
  let created: CreatedSandbox;
  try {
    created = create();
  } catch (error) {
    return String(error);
  }
  const { sandbox, release } = created;
  try {
    const notStarted = await sandbox.start();
    if (notStarted !== null) return notStarted;
    const loaded = await sandbox.load(check, { functions: ["reached"], texts: true, deadlineMs: 10_000 });
    if (loaded.status !== "loaded") return `The check of the walls did not load: ${JSON.stringify(loaded)}`;
    const answer = await sandbox.call("reached", [], [], { timeLimitMs: 10_000, answerCapBytes: 4_096, texts: true });
    if (answer.status !== "returned" || answer.value.kind !== "list") return `The check of the walls failed: ${answer.status}`;
    const names = answer.value.items.map((item) => (item.kind === "str" ? item.value : item.kind));
    return names.length === 0 ? null : `These walls are missing: ${names.join(", ")}.`;
  } finally {
    if (await sandbox.clear()) release();
  }
}

/** Kernels of BLAS differ in their last bits, so they are fixed by what every processor of the last ten years has. */
async function coreTypeOf(architecture: "x64" | "arm64"): Promise<string> {
  if (architecture === "arm64") return "ARMV8";
  const text = await readFile("/proc/cpuinfo", "utf8").catch(() => "");
  return /\bavx2\b/.test(text) ? "Haswell" : "Prescott";
}

function stampOf(files: PythonFiles, { runtime, coreType }: Confinement): RuntimeStamp {
  return { runtime, ...files.versions, threads: 1, digest: `${files.digest}-${coreType.toLowerCase()}` };
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(() => true, () => false);
}
