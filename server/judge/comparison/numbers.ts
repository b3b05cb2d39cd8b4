import { elementCount, type ArrayValue, type Dtype } from "@/server/judge/sandbox/value";

/** The elements of an array as numbers, in C order. 64-bit integers beyond 2^53 lose their last bits: compare those by `bigints`. */
export function numbersOf(array: ArrayValue): Float64Array {
  const { data } = array;
  const count = elementCount(array.shape);
  const read = readers[array.dtype];
  const numbers = new Float64Array(count);
  for (let index = 0; index < count; index += 1) numbers[index] = read(data, index);
  return numbers;
}

const readers: Record<Dtype, (data: Buffer, index: number) => number> = {
  f8: (data, index) => data.readDoubleLE(index * 8),
  f4: (data, index) => data.readFloatLE(index * 4),
  f2: (data, index) => halfToNumber(data.readUInt16LE(index * 2)),
  i8: (data, index) => Number(data.readBigInt64LE(index * 8)),
  i4: (data, index) => data.readInt32LE(index * 4),
  i2: (data, index) => data.readInt16LE(index * 2),
  i1: (data, index) => data.readInt8(index),
  u1: (data, index) => data.readUInt8(index),
  b1: (data, index) => (data.readUInt8(index) === 0 ? 0 : 1),
};

/** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * 2 ** -14 * (fraction / 1024);
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}

export function isFloat(dtype: Dtype): boolean {
  return dtype === "f8" || dtype === "f4" || dtype === "f2";
}

export function isInteger(dtype: Dtype): boolean {
  return dtype !== "b1" && !isFloat(dtype);
}
