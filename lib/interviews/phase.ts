/** The life of an interview as a table: what may follow what. */
export const phases = ["lobby", "live", "ended"] as const;
export type Phase = (typeof phases)[number];

const next: Record<Phase, readonly Phase[]> = {
  lobby: ["live", "ended"],
  live: ["ended"],
  ended: [],
};

export function canFollow(from: Phase, to: Phase): boolean {
  return next[from].includes(to);
}
