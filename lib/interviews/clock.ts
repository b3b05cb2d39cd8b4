/** The clock of an interview: a deadline that the server owns, or what is left of it while paused. */
export type Clock =
  | { readonly state: "not_started"; readonly minutes: number }
  | { readonly state: "running"; readonly deadlineAt: number }
  | { readonly state: "paused"; readonly remainingMs: number }
  | { readonly state: "stopped" };

/** Milliseconds left; never negative. `nowMs` is the server's time, not the browser's. */
export function remainingMs(clock: Clock, nowMs: number): number {
  switch (clock.state) {
    case "not_started":
      return clock.minutes * 60_000;
    case "running":
      return Math.max(0, clock.deadlineAt - nowMs);
    case "paused":
      return clock.remainingMs;
    case "stopped":
      return 0;
  }
}

/** "24:10", or "1:04:10" from an hour on. Rounded up, so that 0:00 means over. */
export function formatRemaining(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

export const warningMinutes = [10, 5, 1] as const;
