export type Goal = { readonly atMost: number; readonly atLeast?: undefined } | { readonly atLeast: number; readonly atMost?: undefined };
/** Null: it could not be measured here. */
export type Figures = Readonly<Record<string, number | null>>;

/** `tests/bench/<name>.bench.ts` exports one as `bench`. */
export type Bench = {
  readonly goals: Readonly<Record<string, Goal>>;
  measure(tell: (words: string) => void): Promise<Figures>;
};

export function isReached(value: number, goal: Goal): boolean {
  return goal.atMost === undefined ? value >= goal.atLeast : value <= goal.atMost;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new Error("Nothing was measured.");
  return value;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** `lanes` at a time until `goesOn` says no. */
export async function inLanes(lanes: number, goesOn: () => boolean, work: () => Promise<unknown>): Promise<void> {
  await Promise.all(Array.from({ length: lanes }, async () => {
    while (goesOn()) await work();
  }));
}
