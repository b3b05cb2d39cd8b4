import type { Tolerance } from "@/lib/questions/schema";

/** Whether `a` may stand where `b` was expected. Written so that a NaN is right only beside a NaN. */
export function isRight(a: number, b: number, { absolute, relative }: Tolerance): boolean {
  if (Number.isNaN(b)) return Number.isNaN(a);
  if (!Number.isFinite(b)) return a === b;
  // An infinite `a` gives an infinite distance, a NaN gives NaN: neither is <=.
  return Math.abs(a - b) <= absolute + relative * Math.abs(b);
}
