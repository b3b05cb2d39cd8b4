import type { places } from "@/lib/judging/verdicts";
import { indexOf } from "@/server/judge/comparison/index-of";

type Place = (typeof places)[number];

/** Where wrong elements lie, from a closed list. Axes count from the right: width, height, channel, sample. */
export function placeOf(wrong: readonly number[], shape: readonly number[]): Place {
  const size = shape.reduce((product, length) => product * length, 1);
  if (wrong.length === size) return "everywhere";
  const [width, height] = [shape.at(-1) ?? 1, shape.at(-2) ?? 1];
  const rank = shape.length;
  const all = (holds: (index: number[]) => boolean) => wrong.every((flat) => holds(indexOf(flat, shape)));
  if (rank >= 2 && height > 1 && all((index) => index[rank - 2] === height - 1)) return "last_row";
  if (rank >= 1 && width > 1 && all((index) => index[rank - 1] === width - 1)) return "last_column";
  if (rank >= 2 && height > 2 && width > 2) {
    const isBorder = (index: number[]) => {
      const [row, column] = [index[rank - 2] ?? 0, index[rank - 1] ?? 0];
      return row === 0 || column === 0 || row === height - 1 || column === width - 1;
    };
    if (all(isBorder)) return "border";
    if (all((index) => !isBorder(index))) return "interior";
  }
  if (rank >= 3 && (shape[rank - 3] ?? 1) > 1 && all((index) => index[rank - 3] === 0)) return "first_channel";
  if (rank >= 1 && (shape[0] ?? 1) > 1 && all((index) => index[0] === 0)) return "first_sample";
  return "scattered";
}
