import { readAnswer, readLoaded, readShown } from "@/server/judge/sandbox/answers";
import { answerKind, encodeFrame, FrameReader, requestKind, type Frame } from "@/server/judge/sandbox/protocol";
import type { Answer, CallOptions, EndCause, Ended, Loaded, Sandbox, Shown } from "@/server/judge/sandbox/sandbox";
import { SandboxProcess, type Launch } from "@/server/judge/sandbox/sandbox-process";
import { TextCapture } from "@/server/judge/sandbox/text-capture";
import { ProtocolViolation, type Value } from "@/server/judge/sandbox/value";

/** Room for an exception with its text, or one shown array, whatever the cap of the answer itself. */
const smallFrameBytes = 128 * 1024;
const maxShown = 32;
const maxShownNow = 8;

type Outstanding = {
  number: number;
  startedAt: number;
  texts: boolean;
  shown: number;
  timer: NodeJS.Timeout;
  settle: (frame: Frame, elapsedMs: number) => void;
  abandon: (ended: Ended) => void;
};

export class LiveSandbox implements Sandbox {
  /** Called once, when the sandbox can answer no more: a parked one is then replaced. */
  onEnd: (() => void) | null = null;

  private readonly process: SandboxProcess;
  private readonly reader = new FrameReader((frame) => this.accept(frame));
  private readonly stdout: TextCapture;
  private readonly stderr: TextCapture;
  private readonly shownValues: Shown[] = [];
  private outstanding: Outstanding | null = null;
  private ended: EndCause | null = null;
  private number = 0;
  private hasSource = false;
  private clearing: Promise<boolean> | null = null;

  constructor(private readonly launch: Launch) {
    const { outputBytes } = launch.confinement.limits;
    this.stdout = new TextCapture(outputBytes, () => this.end("output_limit"));
    this.stderr = new TextCapture(outputBytes, () => this.end("output_limit"));
    this.process = new SandboxProcess(launch);
    this.process.stdout.on("data", (chunk: Buffer) => this.stdout.push(chunk));
    this.process.stderr.on("data", (chunk: Buffer) => this.stderr.push(chunk));
    this.process.answers.on("data", (chunk: Buffer) => this.read(chunk));
    this.process.answers.once("close", () => this.end(this.causeOfExit()));
    this.process.answers.once("end", () => this.end(this.causeOfExit()));
    void this.process.exited.then(() => this.end(this.causeOfExit()));
  }

  get alive(): boolean {
    return this.ended === null;
  }

  lowerPriority(): void {
    this.process.lowerPriority();
  }

  raisePriority(): void {
    this.process.raisePriority();
  }

  /** Resolves when the agent is parked; the reason why not, as words for the log, otherwise. */
  async start(): Promise<string | null> {
    this.stderr.keep = true;
    const { startMs } = this.launch.confinement.limits;
    const ready = await this.exchange(null, startMs, 0, false, (frame) => {
      if (frame.kind !== answerKind.ready) throw new ProtocolViolation("not ready");
      return null;
    });
    const innerPid = await this.process.innerPid;
    const words = this.stderr.text().trim();
    this.stderr.keep = false;
    this.stdout.clear();
    this.stderr.clear();
    if (ready === null && innerPid !== null) return null;
    return words !== "" ? words : `The sandbox did not start (${ready?.cause ?? "no process number"}).`;
  }

  async load(source: string, options: { functions: string[]; texts: boolean; deadlineMs: number }): Promise<Loaded> {
    const { functions, texts, deadlineMs } = options;
    if (this.hasSource) throw new Error("A sandbox takes one source in its life.");
    this.hasSource = true;
    const frame = this.frame(requestKind.load, [
      text(source),
      { kind: "list", items: functions.map(text) },
      { kind: "bool", value: texts },
    ]);
    return this.exchange<Loaded>(frame, deadlineMs, 0, texts, (answer) => readLoaded(answer, texts));
  }

  async call(name: string, args: Value[], kwargs: [string, Value][], options: CallOptions): Promise<Answer> {
    const frame = this.frame(requestKind.call, [
      text(name),
      { kind: "int", value: BigInt(options.answerCapBytes) },
      { kind: "bool", value: options.texts },
      { kind: "tuple", items: args },
      { kind: "dict", entries: kwargs },
    ]);
    return this.ask(frame, options);
  }

  async evaluate(setup: string, expression: string, options: CallOptions): Promise<Answer> {
    const frame = this.frame(requestKind.evaluate, [
      text(setup),
      text(expression),
      { kind: "int", value: BigInt(options.answerCapBytes) },
      { kind: "bool", value: options.texts },
    ]);
    return this.ask(frame, options);
  }

  output(): { stdout: string; stderr: string } {
    return { stdout: this.stdout.text(), stderr: this.stderr.text() };
  }

  shown(): Shown[] {
    return [...this.shownValues];
  }

  usage(): { cpuMs: number | null; peakMemoryBytes: number | null } {
    const { group } = this.launch;
    return { cpuMs: group?.cpuMs() ?? null, peakMemoryBytes: group?.peakMemoryBytes() ?? null };
  }

  async close(): Promise<void> {
    await this.clear();
  }

  /** Like close; false when something could not be removed, so that its slot must not be used again. */
  clear(): Promise<boolean> {
    this.end("machinery");
    this.clearing ??= this.process.clear();
    return this.clearing;
  }

  private ask(frame: Buffer, options: CallOptions): Promise<Answer> {
    const { answerDepth, answerItems } = this.launch.confinement.limits;
    const limits = { maxDepth: answerDepth, maxBytes: options.answerCapBytes, maxItems: answerItems };
    return this.exchange<Answer>(frame, options.timeLimitMs, options.answerCapBytes, options.texts, (answer, elapsedMs) =>
      readAnswer(answer, limits, options.texts, elapsedMs),
    );
  }

  private frame(kind: number, items: Value[]): Buffer {
    this.number = (this.number + 1) & 0xffff;
    return encodeFrame(kind, this.number, { kind: "list", items });
  }

  /** One request, one answer or one end: whichever comes first settles, and nothing can settle it again. */
  private exchange<T>(
    frame: Buffer | null,
    timeLimitMs: number,
    capBytes: number,
    texts: boolean,
    read: (frame: Frame, elapsedMs: number) => T,
  ): Promise<T | Ended> {
    if (this.outstanding) throw new Error("A sandbox answers one request at a time.");
    // A frame begun before it was asked for would swallow the head of the honest one.
    if (this.reader.midFrame) this.end("protocol_violation");
    if (this.ended !== null) return Promise.resolve({ status: "ended", cause: this.ended, elapsedMs: 0 });
    return new Promise((resolve) => {
      this.stdout.keep = texts;
      if (frame !== null) this.stderr.keep = texts;
      this.reader.payloadCapBytes = Math.max(capBytes, smallFrameBytes);
      this.outstanding = {
        number: this.number,
        startedAt: performance.now(),
        texts,
        shown: 0,
        timer: setTimeout(() => this.timeIsUp(), timeLimitMs),
        settle: (answer, elapsedMs) => {
          const value = read(answer, elapsedMs);
          // What was printed before the answer is readable by now; it is read in this round of the event loop.
          if (texts) setImmediate(resolve, value);
          else resolve(value);
        },
        abandon: resolve,
      };
      if (frame !== null) this.process.requests.write(frame);
    });
  }

  private read(chunk: Buffer): void {
    if (this.ended !== null) return;
    try {
      this.reader.push(chunk);
    } catch (error) {
      if (!(error instanceof ProtocolViolation)) throw error;
      this.end("protocol_violation");
    }
  }

  private accept(frame: Frame): void {
    const { outstanding } = this;
    if (this.ended !== null) return;
    if (outstanding === null || frame.number !== outstanding.number) throw new ProtocolViolation("an answer to nothing");
    if (frame.kind === answerKind.shown) {
      outstanding.shown += 1;
      if (!outstanding.texts || outstanding.shown > maxShownNow || this.shownValues.length >= maxShown) {
        throw new ProtocolViolation("shown unasked");
      }
      this.shownValues.push(readShown(frame));
      return;
    }
    const elapsedMs = performance.now() - outstanding.startedAt;
    outstanding.settle(frame, elapsedMs);
    // Only now: a settle that throws leaves the request open, for the violation to answer it.
    clearTimeout(outstanding.timer);
    this.outstanding = null;
    // Bytes that come before the next request are an answer to nothing, of any size.
    this.reader.payloadCapBytes = smallFrameBytes;
  }

  /** A busy event loop must not turn an answer that is already here into a time-out: read once more, then decide. */
  private timeIsUp(): void {
    const { outstanding } = this;
    setImmediate(() => {
      if (outstanding !== null && this.outstanding === outstanding) this.end("time_limit");
    });
  }

  /** Verdict first, reaping after. */
  private end(cause: EndCause): void {
    if (this.ended !== null) return;
    this.ended = cause;
    const { outstanding } = this;
    this.outstanding = null;
    if (outstanding) {
      clearTimeout(outstanding.timer);
      outstanding.abandon({ status: "ended", cause, elapsedMs: performance.now() - outstanding.startedAt });
    }
    this.process.kill();
    this.onEnd?.();
  }

  private causeOfExit(): EndCause {
    if (!this.hasSource) return "machinery";
    return this.launch.group?.ranOutOfMemory() ? "memory_limit" : "exited";
  }
}

function text(value: string): Value {
  return { kind: "str", value };
}
