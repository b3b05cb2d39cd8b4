import { isUtf8 } from "node:buffer";
import {
  alignUp, bytesPerElement, dtypes, layouts, layoutShift, maxIntBytes, maxRank, readOnlyFlag, scalarFlag, tag, unsupportedReasons,
  type ArrayValue, type Value,
} from "@/server/judge/sandbox/wire";

/** What came out of a sandbox is not what an honest agent writes. Its message is for the log, never for a verdict. */
export class ProtocolViolation extends Error {
  override readonly name = "ProtocolViolation";
}

export type DecodeLimits = {
  /** Containers within containers. */
  maxDepth: number;
  /** Of the whole encoding. Array data are views into it, so nothing larger is ever allocated. */
  maxBytes: number;
  /** Values of all kinds together: two bytes on the pipe can cost fifty in the judge's heap. */
  maxItems?: number;
};

const none: Value = Object.freeze({ kind: "none" });
const yes: Value = Object.freeze({ kind: "bool", value: true });
const no: Value = Object.freeze({ kind: "bool", value: false });

/** Every size is checked against the bytes that are there before anything is allocated. Array data are not copied. */
export function decodeValue(buffer: Buffer, limits: DecodeLimits): Value {
  if (buffer.length > limits.maxBytes) throw new ProtocolViolation("an answer over its cap");
  const reader = new Reader(buffer, limits.maxItems ?? 200_000);
  const value = reader.value(limits.maxDepth);
  if (reader.offset !== buffer.length) throw new ProtocolViolation("bytes after a value");
  return value;
}

class Reader {
  offset = 0;

  constructor(
    private readonly buffer: Buffer,
    private itemsLeft: number,
  ) {}

  value(depthLeft: number): Value {
    this.itemsLeft -= 1;
    if (this.itemsLeft < 0) throw new ProtocolViolation("too many values");
    const kind = this.buffer[this.take(1)];
    switch (kind) {
      case tag.none:
        return none;
      case tag.false:
        return no;
      case tag.true:
        return yes;
      case tag.int:
        return { kind: "int", value: this.int() };
      case tag.float:
        return { kind: "float", value: this.buffer.readDoubleLE(this.take(8)) };
      case tag.str:
        return { kind: "str", value: this.text() };
      case tag.array:
        return this.array();
      case tag.rng:
        return { kind: "rng", seed: this.buffer.readBigUInt64LE(this.take(8)) };
      case tag.tuple:
        return { kind: "tuple", items: this.items(depthLeft) };
      case tag.list:
        return { kind: "list", items: this.items(depthLeft) };
      case tag.dict:
        return { kind: "dict", entries: this.entries(depthLeft) };
      case tag.unsupported: {
        const reason = unsupportedReasons[this.byte()];
        if (reason === undefined) throw new ProtocolViolation("an unknown reason");
        return { kind: "unsupported", reason };
      }
      default:
        throw new ProtocolViolation("an unknown kind of value");
    }
  }

  private array(): ArrayValue {
    const dtype = dtypes[this.byte()];
    const flags = this.byte();
    const rank = this.byte();
    if (dtype === undefined || rank > maxRank || flags >> (layoutShift + 2) !== 0) throw new ProtocolViolation("an array header");
    const scalar = (flags & scalarFlag) !== 0;
    if (scalar && rank !== 0) throw new ProtocolViolation("a scalar with dimensions");
    const shape: number[] = [];
    // As a float the product cannot wrap; a product that lost precision is far beyond any cap.
    let bytes = bytesPerElement[dtype];
    for (let axis = 0; axis < rank; axis += 1) {
      const length = this.uint32();
      shape.push(length);
      bytes *= length;
    }
    this.take(alignUp(this.offset) - this.offset);
    const start = this.take(bytes);
    const array: ArrayValue = {
      kind: "array",
      dtype,
      shape,
      data: this.buffer.subarray(start, start + bytes),
      layout: layouts[flags >> layoutShift] ?? "c",
      readOnly: (flags & readOnlyFlag) !== 0,
    };
    if (scalar) array.scalar = true;
    return array;
  }

  private items(depthLeft: number): Value[] {
    const count = this.count(depthLeft, 1);
    const items: Value[] = [];
    for (let index = 0; index < count; index += 1) items.push(this.value(depthLeft - 1));
    return items;
  }

  private entries(depthLeft: number): [string, Value][] {
    const count = this.count(depthLeft, 5);
    const entries: [string, Value][] = [];
    const keys = new Set<string>();
    for (let index = 0; index < count; index += 1) {
      const key = this.text();
      if (keys.has(key)) throw new ProtocolViolation("a key twice");
      keys.add(key);
      entries.push([key, this.value(depthLeft - 1)]);
    }
    return entries;
  }

  private count(depthLeft: number, bytesPerItem: number): number {
    if (depthLeft <= 0) throw new ProtocolViolation("nested too deep");
    const count = this.uint32();
    if (count > this.itemsLeft || count * bytesPerItem > this.buffer.length - this.offset) {
      throw new ProtocolViolation("more items than bytes");
    }
    return count;
  }

  private text(): string {
    const length = this.uint32();
    const start = this.take(length);
    const bytes = this.buffer.subarray(start, start + length);
    if (!isUtf8(bytes)) throw new ProtocolViolation("text that is not UTF-8");
    return bytes.toString("utf8");
  }

  private int(): bigint {
    const length = this.uint32();
    if (length < 1 || length > maxIntBytes) throw new ProtocolViolation("an integer's length");
    const start = this.take(length);
    if (length === 8) return this.buffer.readBigInt64LE(start);
    const bigEndian = Buffer.from(this.buffer.subarray(start, start + length).toReversed());
    return BigInt.asIntN(length * 8, BigInt(`0x${bigEndian.toString("hex")}`));
  }

  private byte(): number {
    return this.buffer.readUInt8(this.take(1));
  }

  private uint32(): number {
    return this.buffer.readUInt32LE(this.take(4));
  }

  /** Moves on by `bytes` and answers where they start; nothing is read or allocated before this has passed. */
  private take(bytes: number): number {
    const start = this.offset;
    if (!(bytes <= this.buffer.length - start)) throw new ProtocolViolation("a value cut short");
    this.offset = start + bytes;
    return start;
  }
}
