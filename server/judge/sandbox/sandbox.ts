import type { Value } from "@/server/judge/sandbox/value";

/** Why a sandbox is no more. `machinery` is ours and never the candidate's fault. */
export type EndCause = "time_limit" | "memory_limit" | "output_limit" | "protocol_violation" | "exited" | "machinery";
export type Ended = { status: "ended"; cause: EndCause; elapsedMs: number };

/** What the candidate's code did with one call. All of it is its own claim, except times and causes of an end. */
export type Answer =
  | { status: "returned"; value: Value; inputMutated: boolean; sharesMemory: boolean; elapsedMs: number }
  | { status: "raised"; exceptionClass: string; text: string | null; elapsedMs: number }
  | Ended;

export type LoadError = {
  status: "load_error";
  kind: "compile" | "runtime" | "missing_function";
  exceptionClass: string;
  text: string | null;
};
export type Loaded = { status: "loaded" } | LoadError | Ended;

export type CallOptions = {
  timeLimitMs: number;
  answerCapBytes: number;
  /** Only visible runs ask for texts: what a candidate prints or raises may hold a hidden input. */
  texts: boolean;
};

/** `show(array)`: the first elements, and what is said of the whole. */
export type Shown = {
  name: string;
  value: Value;
  about: {
    dtype: string;
    shape: number[];
    nanCount: number;
    infinityCount: number;
    min: number | null;
    max: number | null;
    mean: number | null;
  } | null;
};

/** One submission's process: loaded once, called one request at a time, killed, never reused. */
export interface Sandbox {
  load(source: string, options: { functions: string[]; texts: boolean; deadlineMs: number }): Promise<Loaded>;
  call(name: string, args: Value[], kwargs: [string, Value][], options: CallOptions): Promise<Answer>;
  /** Visible runs only: statements, then one expression, among the candidate's names. */
  evaluate(setup: string, expression: string, options: CallOptions): Promise<Answer>;
  output(): { stdout: string; stderr: string };
  shown(): Shown[];
  /** What the control groups counted; null where nothing counts. Python and NumPy themselves are in it. */
  usage(): { cpuMs: number | null; peakMemoryBytes: number | null };
  /** Kills; resolves when nothing of it is left. */
  close(): Promise<void>;
}
