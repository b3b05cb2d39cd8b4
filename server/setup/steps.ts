type Output = { write(text: string): unknown; readonly isTTY?: boolean };

export type Steps = {
  /** Runs one step and shows it with a tick and its time. What it answers may add a word about it. */
  run<T>(title: string, work: () => Promise<T> | T, detail?: (outcome: T) => string | null): Promise<T>;
  /** A step that was left out, and why. */
  skip(title: string, why: string): void;
};

const titleWidth = 14;

/** The lines that a start shows: what was done, what came of it, and how long it took. */
export function createSteps(output: Output = process.stdout, now: () => number = () => performance.now()): Steps {
  const line = (mark: string, title: string, rest: string) =>
    output.write(`${output.isTTY ? "\r\u001B[K" : ""}  ${mark} ${title.padEnd(titleWidth)}${rest}\n`);
  return {
    async run(title, work, detail = () => null) {
      const startedAt = now();
      if (output.isTTY) output.write(`  … ${title}`);
      try {
        const outcome = await work();
        const said = detail(outcome);
        line("✓", title, `${said === null ? "" : `${said}, `}${duration(now() - startedAt)}`);
        return outcome;
      } catch (error) {
        line("✗", title, `after ${duration(now() - startedAt)}`);
        throw error;
      }
    },
    skip: (title, why) => void line("–", title, why),
  };
}

export function duration(ms: number): string {
  return ms < 9_950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}
