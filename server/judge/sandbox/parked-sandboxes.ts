import type { LiveSandbox } from "@/server/judge/sandbox/live-sandbox";
import type { CreatedSandbox } from "@/server/judge/sandbox/pool";
import type { Sandbox } from "@/server/judge/sandbox/sandbox";

/** The part of the logger that is needed here. */
export type PoolLogger = Record<"info" | "warn" | "error", (fields: object, message: string) => void>;

type Waiter = { resolve: (sandbox: Sandbox) => void; reject: (error: Error) => void };

/** Starting one costs 70 ms of processor time: not in the moment in which the one just taken answers. */
const refillDelayMs = 20;
const retryDelayMs = 250;
const failuresBeforeGivingUp = 4;

/** Keeps sandboxes parked, hands each out once, and replaces it at low priority. */
export class ParkedSandboxes {
  private readonly parked: LiveSandbox[] = [];
  private readonly starting = new Set<LiveSandbox>();
  private readonly clearing = new Set<Promise<unknown>>();
  private readonly waiters: Waiter[] = [];
  private readonly live = new Map<LiveSandbox, () => void>();
  private quiet = 0;
  private failures = 0;
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    private readonly options: { create: () => CreatedSandbox; size: number; mostLive: number; parallelStarts: number; logger: PoolLogger },
  ) {
    this.refill();
  }

  take(): Promise<Sandbox> {
    if (this.closed) return Promise.reject(new Error("The pool is closed."));
    const sandbox = this.parked.shift();
    if (sandbox) {
      this.handOut(sandbox);
      this.refillSoon(refillDelayMs);
      return Promise.resolve(sandbox);
    }
    return new Promise((resolve, reject) => {
      this.waiters.push({ resolve, reject });
      for (const late of this.starting) late.raisePriority();
      this.refill();
    });
  }

  async quietly<T>(work: () => Promise<T>): Promise<T> {
    this.quiet += 1;
    try {
      return await work();
    } finally {
      this.quiet -= 1;
      this.refillSoon(0);
    }
  }

  count(): number {
    return this.parked.length;
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    for (const { reject } of this.waiters.splice(0)) reject(new Error("The pool is closed."));
    for (const sandbox of this.live.keys()) this.clear(sandbox);
    while (this.clearing.size > 0) await Promise.all(this.clearing);
  }

  private refillSoon(delayMs: number): void {
    if (this.timer !== null || this.closed) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.refill();
    }, delayMs);
  }

  private refill(): void {
    const { size, mostLive, parallelStarts } = this.options;
    // At most so many alive: beyond it who comes waits, instead of all being slow together.
    while (
      !this.closed &&
      // One core is left to who is being judged, unless somebody waits for the sandbox itself.
      this.starting.size < (this.waiters.length > 0 ? parallelStarts + 1 : parallelStarts) &&
      this.live.size < mostLive &&
      (this.waiters.length > this.starting.size || (this.quiet === 0 && this.parked.length + this.starting.size < size))
    ) {
      if (!this.startOne()) return;
    }
  }

  private startOne(): boolean {
    let created: CreatedSandbox;
    try {
      created = this.options.create();
    } catch (error) {
      this.startFailed(String(error));
      return false;
    }
    const { sandbox, release } = created;
    this.live.set(sandbox, release);
    this.starting.add(sandbox);
    if (this.waiters.length === 0) sandbox.lowerPriority();
    // Whatever ends a sandbox, also its own program, returns its slot.
    sandbox.onEnd = () => this.clear(sandbox);
    void sandbox.start().then((words) => {
      this.starting.delete(sandbox);
      if (words !== null || !sandbox.alive) this.startFailed(words ?? "ended at once");
      else this.started(sandbox);
      this.refill();
    });
    return true;
  }

  private started(sandbox: LiveSandbox): void {
    this.failures = 0;
    sandbox.raisePriority();
    const waiter = this.waiters.shift();
    if (!waiter) {
      this.parked.push(sandbox);
      return;
    }
    this.handOut(sandbox);
    waiter.resolve(sandbox);
  }

  private handOut(sandbox: LiveSandbox): void {
    // Its end is now a verdict's business; its slot still comes back by the same way.
    sandbox.onEnd = () => this.clear(sandbox);
  }

  private startFailed(words: string): void {
    if (this.closed) return;
    this.failures += 1;
    this.options.logger.error({ words, failures: this.failures }, "A sandbox did not start.");
    if (this.failures >= failuresBeforeGivingUp) {
      for (const { reject } of this.waiters.splice(0)) reject(new Error(`No sandbox can be started: ${words}`));
    }
    this.refillSoon(retryDelayMs);
  }

  private clear(sandbox: LiveSandbox): void {
    const release = this.live.get(sandbox);
    if (!release) return;
    const index = this.parked.indexOf(sandbox);
    if (index >= 0) this.parked.splice(index, 1);
    sandbox.onEnd = null;
    const work = sandbox.clear().then((nothingLeft) => {
      this.live.delete(sandbox);
      if (nothingLeft) release();
      else this.options.logger.error({}, "A sandbox could not be removed; its user is not used again.");
      this.clearing.delete(work);
      this.refillSoon(0);
    });
    this.clearing.add(work);
  }
}
