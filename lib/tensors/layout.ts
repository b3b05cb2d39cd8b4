import type { Tensor } from "@/lib/judging/verdicts";

/** A number of a tensor; NaN and infinities by name; undefined where the value was not kept. */
export type Cell = Tensor["values"][number] | undefined;

/** The last two axes are the map, the third last chooses the channel, all before it the sample. Lengths of 1 stand in for axes that are not there. */
export type TensorLayout = { readonly samples: number; readonly channels: number; readonly rows: number; readonly columns: number };

export function layoutOf(shape: readonly number[]): TensorLayout {
  const [columns = 1, rows = 1, channels = 1, ...rest] = shape.toReversed();
  return { samples: rest.reduce((product, length) => product * length, 1), channels, rows, columns };
}

/** One map of a tensor, row by row. */
export type TensorMap = { readonly rows: number; readonly columns: number; readonly cells: readonly Cell[] };

export function mapOf({ shape, values }: Pick<Tensor, "shape" | "values">, sample: number, channel: number): TensorMap {
  const { channels, rows, columns } = layoutOf(shape);
  const start = (sample * channels + channel) * rows * columns;
  return { rows, columns, cells: Array.from({ length: rows * columns }, (_, cell) => values[start + cell]) };
}

/** Whether every element was kept: large tensors carry their first ones and statistics of all. */
export function isWhole({ shape, values }: Pick<Tensor, "shape" | "values">): boolean {
  return values.length === shape.reduce((product, length) => product * length, 1);
}

/** got - expected, cell by cell; NaN where both are the same non-number, so that only true differences have a size. */
export function differenceOf(expected: TensorMap, got: TensorMap): TensorMap {
  const cells = expected.cells.map((want, index): Cell => {
    const have = got.cells[index];
    if (want === undefined || have === undefined) return undefined;
    if (typeof want === "number" && typeof have === "number") return have - want;
    return want === have ? 0 : "nan";
  });
  return { rows: expected.rows, columns: expected.columns, cells };
}

/** Where a cell of a map stands in the whole tensor: what people write between brackets. */
export function indexOf(shape: readonly number[], sample: number, channel: number, row: number, column: number): number[] {
  const { channels, rows, columns } = layoutOf(shape);
  let flat = ((sample * channels + channel) * rows + row) * columns + column;
  return shape.toReversed().map((length) => {
    const at = flat % length;
    flat = Math.floor(flat / length);
    return at;
  }).toReversed();
}

/** The other way round: which sample, channel, row and column an index of the tensor is. */
export function placeOf(shape: readonly number[], index: readonly number[]): { sample: number; channel: number; row: number; column: number } {
  const { channels, rows, columns } = layoutOf(shape);
  const flat = shape.reduce((sum, length, axis) => sum * length + (index[axis] ?? 0), 0);
  const map = Math.floor(flat / (rows * columns));
  return { sample: Math.floor(map / channels), channel: map % channels, row: Math.floor((flat % (rows * columns)) / columns), column: flat % columns };
}

/** Least and greatest of the finite cells; null when there is none. */
export function rangeOf(cells: readonly Cell[]): readonly [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const cell of cells) {
    if (typeof cell !== "number") continue;
    low = Math.min(low, cell);
    high = Math.max(high, cell);
  }
  return low <= high ? [low, high] : null;
}

/** The cell furthest from zero, non-numbers before all. Null when every cell is zero or unknown. */
export function largestOf(map: TensorMap): { readonly row: number; readonly column: number; readonly cell: Cell } | null {
  let found: { at: number; size: number } | null = null;
  map.cells.forEach((cell, at) => {
    const size = typeof cell === "number" ? Math.abs(cell) : cell === undefined ? 0 : Infinity;
    if (size > (found?.size ?? 0)) found = { at, size };
  });
  if (found === null) return null;
  const { at } = found as { at: number };
  return { row: Math.floor(at / map.columns), column: at % map.columns, cell: map.cells[at] };
}

/** Four digits are what a cell has room for. */
export function cellText(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell !== "number") return { nan: "NaN", inf: "∞", "-inf": "−∞" }[cell];
  const text = Number.isInteger(cell) && Math.abs(cell) < 1e6 ? String(cell) : Number(cell.toPrecision(4)).toString();
  return text.replace("-", "−");
}
