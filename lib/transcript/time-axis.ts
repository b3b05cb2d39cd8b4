/** A stretch in which nothing was written, in milliseconds since the first entry. */
export type IdleStretch = { readonly fromMs: number; readonly toMs: number };

export const idleAfterMs = 20_000;

/** Gaps between moments that are long enough to be folded away. `times` rise. */
export function idleStretches(times: readonly number[], longerThanMs: number = idleAfterMs): IdleStretch[] {
  const found: IdleStretch[] = [];
  for (let index = 1; index < times.length; index += 1) {
    const fromMs = times[index - 1] ?? 0;
    const toMs = times[index] ?? fromMs;
    if (toMs - fromMs > longerThanMs) found.push({ fromMs, toMs });
  }
  return found;
}

export type TimeAxis = {
  /** Where a time stands on the axis, from 0 to 1. */
  toPlace(ms: number): number;
  toMs(place: number): number;
};

type Knot = { readonly ms: number; readonly place: number };

/**
 * The axis of a timeline on which idle stretches are narrow: an hour with twenty minutes of silence still shows
 * its work at full width. It rises everywhere, so that each place is one time and a scrub never jumps back.
 */
export function createTimeAxis(durationMs: number, folded: readonly IdleStretch[]): TimeAxis {
  const idleMs = folded.reduce((sum, each) => sum + each.toMs - each.fromMs, 0);
  const workMs = Math.max(durationMs - idleMs, 0);
  // Wide enough to be seen and hit; together at most a third of the axis.
  const foldMs = Math.max(2_000, Math.min(0.015 * workMs, workMs / (2 * Math.max(folded.length, 1))));
  const knots: Knot[] = [{ ms: 0, place: 0 }];
  let length = 0;
  let reachedMs = 0;
  for (const { fromMs, toMs } of folded) {
    length += fromMs - reachedMs;
    knots.push({ ms: fromMs, place: length });
    length += Math.min(toMs - fromMs, foldMs);
    knots.push({ ms: toMs, place: length });
    reachedMs = toMs;
  }
  length += Math.max(durationMs - reachedMs, 0);
  knots.push({ ms: Math.max(durationMs, reachedMs), place: length });

  function between(value: number, from: keyof Knot, to: keyof Knot): number {
    const at = Math.max(1, Math.min(firstAbove(knots, (knot) => knot[from] > value), knots.length - 1));
    const low = knots[at - 1] ?? { ms: 0, place: 0 };
    const high = knots[at] ?? low;
    const span = high[from] - low[from];
    const share = span > 0 ? Math.min(Math.max((value - low[from]) / span, 0), 1) : 0;
    return low[to] + share * (high[to] - low[to]);
  }

  return {
    toPlace: (ms) => (length > 0 ? between(ms, "ms", "place") / length : 0),
    toMs: (place) => between(place * length, "place", "ms"),
  };
}

/** The first position in a sorted list that the test holds for; its length when there is none. */
export function firstAbove<T>(sorted: readonly T[], isAbove: (item: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAbove(sorted[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
