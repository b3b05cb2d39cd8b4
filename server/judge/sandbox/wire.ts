export type Dtype = "f8" | "f4" | "f2" | "i8" | "i4" | "i2" | "i1" | "u1" | "b1";
export type Layout = "c" | "fortran" | "strided" | "negative";

export type ArrayValue = {
  kind: "array";
  dtype: Dtype;
  shape: number[];
  /** C order, little endian, whatever the layout says of the Python side. A decoded one starts at a multiple of 8. */
  data: Buffer;
  layout: Layout;
  readOnly: boolean;
  /** A NumPy scalar (`np.float64(1)`) travels as a 0-d array that remembers it. */
  scalar?: boolean;
};

/** Why an answer could not travel. A closed list: it must not become a channel out of a hidden test. */
export type UnsupportedReason =
  | "object" | "array_dtype" | "too_deep" | "int_too_large" | "dict_keys" | "text" | "too_many_items" | "too_large";

/** Everything that travels between judge and sandbox, in both directions. */
export type Value =
  | { kind: "none" }
  | { kind: "bool"; value: boolean }
  | { kind: "int"; value: bigint }
  | { kind: "float"; value: number }
  | { kind: "str"; value: string }
  | ArrayValue
  | { kind: "rng"; seed: bigint }
  | { kind: "tuple" | "list"; items: Value[] }
  | { kind: "dict"; entries: [string, Value][] }
  | { kind: "unsupported"; reason: UnsupportedReason };

export const bytesPerElement: Record<Dtype, number> = { f8: 8, f4: 4, f2: 2, i8: 8, i4: 4, i2: 2, i1: 1, u1: 1, b1: 1 };

export function elementCount(shape: readonly number[]): number {
  let count = 1;
  for (const length of shape) count *= length;
  return count;
}

/** First byte of every value on the pipe. `python/agent.py` holds the same numbers. */
export const tag = {
  none: 0, false: 1, true: 2, int: 3, float: 4, str: 5, array: 6, rng: 7, tuple: 8, list: 9, dict: 10, unsupported: 11,
} as const;

export const dtypes: readonly Dtype[] = ["f8", "f4", "f2", "i8", "i4", "i2", "i1", "u1", "b1"];
export const layouts: readonly Layout[] = ["c", "fortran", "strided", "negative"];
export const unsupportedReasons: readonly UnsupportedReason[] = [
  "object", "array_dtype", "too_deep", "int_too_large", "dict_keys", "text", "too_many_items", "too_large",
];

/** Flags of an array: bit 0 read-only, bit 1 NumPy scalar, bits 2 and 3 the layout. */
export const readOnlyFlag = 1;
export const scalarFlag = 2;
export const layoutShift = 2;

/** NumPy's own limit on dimensions. */
export const maxRank = 32;
/** About 2,400 decimal digits: turning a longer integer into text would cost the judge quadratic time. */
export const maxIntBytes = 1024;

export const arrayAlignment = 8;

export function alignUp(offset: number): number {
  return (offset + arrayAlignment - 1) & ~(arrayAlignment - 1);
}
