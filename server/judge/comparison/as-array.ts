import { isFloat, numbersOf } from "@/server/judge/comparison/numbers";
import { elementCount, type ArrayValue, type Dtype, type Value } from "@/server/judge/sandbox/value";

/** A NumPy scalar and a 0-d array count as a Python number, in both directions. */
export function isScalar(array: ArrayValue): boolean {
  return array.shape.length === 0;
}

export function asArray(value: Extract<Value, { kind: "bool" | "int" | "float" | "array" }>): ArrayValue {
  if (value.kind === "array") return value;
  const scalar = { kind: "array", shape: [], layout: "c", readOnly: false, scalar: true } as const;
  const data = Buffer.alloc(8);
  if (value.kind === "float") {
    data.writeDoubleLE(value.value);
    return { ...scalar, shape: [], dtype: "f8", data };
  }
  if (value.kind === "bool") return { ...scalar, shape: [], dtype: "b1", data: Buffer.from([value.value ? 1 : 0]) };
  data.writeBigInt64LE(BigInt.asIntN(64, value.value));
  return { ...scalar, shape: [], dtype: "i8", data };
}

/** Lists and tuples of numbers, nested evenly, are read as an array; anything else is none. */
export function asArrayOrNull(value: Value): ArrayValue | null {
  if (value.kind === "bool" || value.kind === "int" || value.kind === "float" || value.kind === "array") return asArray(value);
  if (value.kind !== "list" && value.kind !== "tuple") return null;
  if (value.items.length === 0) return { kind: "array", dtype: "f8", shape: [0], data: Buffer.alloc(0), layout: "c", readOnly: false };
  const items = value.items.map(asArrayOrNull);
  const [first] = items;
  if (!first || !items.every((item) => item && item.shape.join() === first.shape.join())) return null;
  const arrays = items as ArrayValue[];
  const dtype = arrays.map((each) => each.dtype).reduce(widest);
  const data = Buffer.concat(arrays.map((each) => cast(each, dtype)));
  return { kind: "array", dtype, shape: [arrays.length, ...first.shape], data, layout: "c", readOnly: false };
}

function widest(a: Dtype, b: Dtype): Dtype {
  if (a === b) return a;
  if (isFloat(a) || isFloat(b)) return "f8";
  return "i8";
}

function cast(array: ArrayValue, dtype: Dtype): Buffer {
  if (array.dtype === dtype) return array.data;
  const data = Buffer.alloc(elementCount(array.shape) * 8);
  numbersOf(array).forEach((number, index) => {
    if (dtype === "f8") data.writeDoubleLE(number, index * 8);
    else data.writeBigInt64LE(BigInt(number), index * 8);
  });
  return data;
}

/** The items of an array along its first axis. */
export function rowsOf(array: ArrayValue): Value[] | null {
  const [length, ...rest] = array.shape;
  if (length === undefined) return null;
  const bytes = length === 0 ? 0 : array.data.length / length;
  return Array.from({ length }, (_, index) => ({
    ...array, shape: rest, layout: "c" as const, data: array.data.subarray(index * bytes, (index + 1) * bytes),
  }));
}
