import type { Relation } from "@/lib/judging/verdicts";
import type { Tolerance } from "@/lib/questions/schema";
import { isRight } from "@/server/judge/comparison/tolerance";

/** How a shape relates to the right one, in the words of people who build networks; null when it is the same. */
export function relateShapes(want: readonly number[], have: readonly number[]): Relation | null {
  if (want.length !== have.length) return "rank_differs";
  if (want.every((length, axis) => length === have[axis])) return null;
  const differing = want.flatMap((length, axis) => (length === have[axis] ? [] : [axis]));
  const [height, width] = [want.length - 2, want.length - 1];
  if (want.length >= 2 && want[height] === have[width] && want[width] === have[height] && differing.every((axis) => axis >= height)) {
    return want.length === 2 ? "transposed" : "height_and_width_swapped";
  }
  if ([...want].sort().join() === [...have].sort().join()) return "transposed";
  if (differing.length === 1) {
    const [axis = 0] = differing;
    const more = (have[axis] ?? 0) - (want[axis] ?? 0);
    if (axis === height && want.length >= 2) return more === 1 ? "one_row_too_many" : more === -1 ? "one_row_too_few" : "shape_differs";
    if (axis === width) return more === 1 ? "one_column_too_many" : more === -1 ? "one_column_too_few" : "shape_differs";
  }
  return "shape_differs";
}

/** How wrong values relate to the right ones. The shapes are equal. */
export function relateValues(options: {
  want: Float64Array;
  have: Float64Array;
  wrong: readonly number[];
  shape: readonly number[];
  tolerance: Tolerance;
}): Relation {
  const { want, have, wrong, shape } = options;
  for (const index of wrong) {
    const [a, b] = [have[index] ?? NaN, want[index] ?? NaN];
    if (Number.isNaN(a) && !Number.isNaN(b)) return "nan_where_finite";
    if (Number.isNaN(b) && !Number.isNaN(a)) return "finite_where_nan";
    if (!Number.isFinite(a) || !Number.isFinite(b)) return "infinity_differs";
  }
  // A pattern counts when it explains every element, with some room for rounding; two elements explain nothing.
  if (want.length < 3) return "values_differ";
  const loose: Tolerance = { absolute: options.tolerance.absolute * 10 + 1e-12, relative: Math.max(options.tolerance.relative * 10, 1e-6) };
  const explains = (guess: (index: number) => number) => want.every((_, index) => isRight(have[index] ?? NaN, guess(index), loose));
  if (explains((index) => -(want[index] ?? 0))) return "sign_flipped";
  const largest = want.reduce((best, value, index) => (Math.abs(value) > Math.abs(want[best] ?? 0) ? index : best), 0);
  const factor = (have[largest] ?? 0) / (want[largest] ?? 1);
  if (Number.isFinite(factor) && factor !== 0 && explains((index) => factor * (want[index] ?? 0))) return "off_by_constant_factor";
  const offset = (have[0] ?? 0) - (want[0] ?? 0);
  if (explains((index) => (want[index] ?? 0) + offset)) return "off_by_constant";
  if (isSquareInLastAxes(shape) && explains((index) => want[swapLastAxes(index, shape)] ?? NaN)) return "transposed";
  return "values_differ";
}

function isSquareInLastAxes(shape: readonly number[]): boolean {
  return shape.length >= 2 && shape.at(-1) === shape.at(-2) && (shape.at(-1) ?? 0) > 1;
}

function swapLastAxes(index: number, shape: readonly number[]): number {
  const size = shape.at(-1) ?? 1;
  const [column, row] = [index % size, Math.floor(index / size) % size];
  return index - row * size - column + column * size + row;
}
