import {
  alignUp, bytesPerElement, dtypes, elementCount, layouts, layoutShift, maxIntBytes, maxRank, readOnlyFlag, scalarFlag, tag, unsupportedReasons,
  type ArrayValue, type Value,
} from "@/server/judge/sandbox/wire";

const smallestInt64 = -(2n ** 63n);
const largestInt64 = 2n ** 63n - 1n;

/** Encodes a value that the judge itself holds: a malformed one is a bug, so it throws. */
export function encodeValue(value: Value): Buffer {
  const buffer = Buffer.allocUnsafe(valueSize(value, 0));
  writeValue(value, buffer, 0);
  return buffer;
}

/** The offset after `value` when it is written at `offset`; array data are aligned, so a size depends on where it starts. */
export function valueSize(value: Value, offset: number): number {
  switch (value.kind) {
    case "none":
    case "bool":
      return offset + 1;
    case "int":
      return offset + 5 + intBytes(value.value);
    case "float":
    case "rng":
      return offset + 9;
    case "str":
      return offset + 5 + Buffer.byteLength(value.value);
    case "array":
      return alignUp(offset + 4 + 4 * value.shape.length) + value.data.length;
    case "tuple":
    case "list":
      return value.items.reduce((end, item) => valueSize(item, end), offset + 5);
    case "dict":
      return value.entries.reduce((end, [key, item]) => valueSize(item, end + 4 + Buffer.byteLength(key)), offset + 5);
    case "unsupported":
      return offset + 2;
  }
}

/** Writes `value` and answers the offset after it. The buffer's start must be the frame's, for the alignment to hold. */
export function writeValue(value: Value, buffer: Buffer, offset: number): number {
  switch (value.kind) {
    case "none":
      return buffer.writeUInt8(tag.none, offset);
    case "bool":
      return buffer.writeUInt8(value.value ? tag.true : tag.false, offset);
    case "int":
      return writeInt(value.value, buffer, buffer.writeUInt8(tag.int, offset));
    case "float":
      return buffer.writeDoubleLE(value.value, buffer.writeUInt8(tag.float, offset));
    case "str":
      return writeText(value.value, buffer, buffer.writeUInt8(tag.str, offset));
    case "array":
      return writeArray(value, buffer, offset);
    case "rng":
      return buffer.writeBigUInt64LE(value.seed, buffer.writeUInt8(tag.rng, offset));
    case "tuple":
    case "list": {
      let end = buffer.writeUInt32LE(value.items.length, buffer.writeUInt8(tag[value.kind], offset));
      for (const item of value.items) end = writeValue(item, buffer, end);
      return end;
    }
    case "dict": {
      let end = buffer.writeUInt32LE(value.entries.length, buffer.writeUInt8(tag.dict, offset));
      for (const [key, item] of value.entries) end = writeValue(item, buffer, writeText(key, buffer, end));
      return end;
    }
    case "unsupported":
      return buffer.writeUInt8(unsupportedReasons.indexOf(value.reason), buffer.writeUInt8(tag.unsupported, offset));
  }
}

function writeArray(array: ArrayValue, buffer: Buffer, offset: number): number {
  const { dtype, shape, data, layout, readOnly, scalar } = array;
  if (shape.length > maxRank) throw new RangeError(`An array of ${shape.length} dimensions cannot travel.`);
  if (data.length !== elementCount(shape) * bytesPerElement[dtype]) {
    throw new RangeError(`An array of shape (${shape.join(", ")}) and dtype ${dtype} does not have ${data.length} bytes.`);
  }
  const flags = (readOnly ? readOnlyFlag : 0) | (scalar ? scalarFlag : 0) | (layouts.indexOf(layout) << layoutShift);
  buffer[offset] = tag.array;
  buffer[offset + 1] = dtypes.indexOf(dtype);
  buffer[offset + 2] = flags;
  buffer[offset + 3] = shape.length;
  let end = offset + 4;
  for (const length of shape) end = buffer.writeUInt32LE(length, end);
  const start = alignUp(end);
  buffer.fill(0, end, start);
  return start + data.copy(buffer, start);
}

function writeText(text: string, buffer: Buffer, offset: number): number {
  const length = buffer.write(text, offset + 4);
  buffer.writeUInt32LE(length, offset);
  return offset + 4 + length;
}

/** Eight bytes where they do, else as many as needed: two's complement. */
function intBytes(value: bigint): number {
  if (value >= smallestInt64 && value <= largestInt64) return 8;
  const magnitude = value < 0n ? ~value : value;
  const bytes = Math.floor((magnitude.toString(16).length * 4) / 8) + 1;
  if (bytes > maxIntBytes) throw new RangeError(`An integer of ${bytes} bytes cannot travel.`);
  return bytes;
}

function writeInt(value: bigint, buffer: Buffer, offset: number): number {
  const bytes = intBytes(value);
  const start = buffer.writeUInt32LE(bytes, offset);
  if (bytes === 8) return buffer.writeBigInt64LE(BigInt.asIntN(64, value), start);
  const bigEndian = BigInt.asUintN(bytes * 8, value).toString(16).padStart(bytes * 2, "0");
  for (let index = 0; index < bytes; index += 1) {
    buffer[start + index] = Number.parseInt(bigEndian.slice((bytes - 1 - index) * 2, (bytes - index) * 2), 16);
  }
  return start + bytes;
}
