/** What an admin sees of the judge. */

/** An execution that the judge itself could not judge: the admin's business, never the candidate's fault. */
export type JudgeFailure = {
  readonly executionId: string;
  readonly kind: "run" | "submission";
  readonly interviewId: string;
  readonly questionSlug: string;
  readonly questionVersion: number;
  readonly tries: number;
  readonly finishedAt: Date;
};

type Keeper = "cgroup2" | "cgroup1" | "rlimit";

/** What is enforced, and by what, on a worker's machine: found at its start. */
export type IsolationReport = {
  memoryBy: Keeper;
  pidsBy: Keeper;
  cpuBy: Exclude<Keeper, "rlimit"> | "none";
  uidPerSlot: boolean;
  /** Something weaker than intended is in force; `words` say what. */
  degraded: boolean;
  words: string[];
};

export type WorkerState = {
  readonly workerId: string;
  readonly host: string;
  readonly runtimes: readonly string[];
  readonly isolation: IsolationReport;
  readonly startedAt: Date;
  readonly seenAt: Date;
};

export type QueueState = { readonly waiting: number; readonly running: number; readonly oldestWaitingMs: number | null };
