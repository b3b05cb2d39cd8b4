/** What one sandbox may use. Time is a limit of each call, by the judge's clock. */
export type SandboxLimits = {
  memoryBytes: number;
  /** Processes and threads together, bubblewrap's own two included. */
  processes: number;
  tmpBytes: number;
  /** Of standard output and of standard error, each, over the sandbox's whole life. */
  outputBytes: number;
  /** Containers within containers, in an answer. */
  answerDepth: number;
  answerItems: number;
  /** From spawn to READY; beyond it the machine is broken or far too busy. */
  startMs: number;
};

export const defaultLimits: SandboxLimits = {
  memoryBytes: 512 * 1024 * 1024,
  processes: 32,
  tmpBytes: 16 * 1024 * 1024,
  outputBytes: 64 * 1024,
  answerDepth: 4,
  answerItems: 200_000,
  startMs: 20_000,
};
