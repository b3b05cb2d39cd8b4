import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesPerElement, decodeValue, elementCount, encodeValue, ProtocolViolation, type ArrayValue, type Dtype, type Value,
} from "@/server/judge/sandbox/value";

const limits = { maxDepth: 4, maxBytes: 1 << 20 };
const dtype = fc.constantFrom<Dtype>("f8", "f4", "f2", "i8", "i4", "i2", "i1", "u1", "b1");

const array: fc.Arbitrary<ArrayValue> = fc
  .tuple(dtype, fc.array(fc.nat(3), { maxLength: 5 }), fc.constantFrom("c", "fortran", "strided", "negative"), fc.boolean())
  .chain(([type, shape, layout, readOnly]) => {
    const length = elementCount(shape) * bytesPerElement[type];
    return fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => ({
      kind: "array" as const, dtype: type, shape, layout, readOnly, data: Buffer.from(bytes),
    }));
  });

const leaf: fc.Arbitrary<Value> = fc.oneof(
  fc.constant<Value>({ kind: "none" }),
  fc.boolean().map((value): Value => ({ kind: "bool", value })),
  fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }).map((value): Value => ({ kind: "int", value })),
  fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }).map((value): Value => ({ kind: "int", value })),
  fc.double().map((value): Value => ({ kind: "float", value })),
  fc.string({ unit: "grapheme" }).map((value): Value => ({ kind: "str", value })),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((seed): Value => ({ kind: "rng", seed })),
  array,
);

function nested(depth: number): fc.Arbitrary<Value> {
  if (depth === 0) return leaf;
  const inner = nested(depth - 1);
  const items = fc.array(inner, { maxLength: 4 });
  return fc.oneof(
    leaf,
    items.map((list): Value => ({ kind: "list", items: list })),
    items.map((list): Value => ({ kind: "tuple", items: list })),
    fc
      .uniqueArray(fc.tuple(fc.oneof(fc.string(), fc.constant("__proto__")), inner), { maxLength: 4, selector: ([key]) => key })
      .map((entries): Value => ({ kind: "dict", entries })),
  );
}

function violation(bytes: Buffer): boolean {
  try {
    decodeValue(bytes, limits);
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(ProtocolViolation);
    return true;
  }
}

function header(rank: number, ...shape: number[]): Buffer {
  const bytes = Buffer.alloc(4 + 4 * shape.length);
  bytes.set([6, 0, 0, rank]);
  shape.forEach((length, axis) => bytes.writeUInt32LE(length, 4 + 4 * axis));
  return bytes;
}

describe("values on the pipe", () => {
  it("come back as they were sent", () => {
    fc.assert(fc.property(nested(4), (value) => {
      expect(decodeValue(encodeValue(value), limits)).toEqual(value);
    }));
  });

  it("hold array data at a multiple of eight bytes, wherever they are nested", () => {
    fc.assert(fc.property(fc.string(), array, (name, value) => {
      const bytes = encodeValue({ kind: "dict", entries: [[name, value]] });
      const decoded = decodeValue(bytes, limits);
      const [entry] = decoded.kind === "dict" ? decoded.entries : [];
      expect(entry?.[1].kind === "array" && (entry[1].data.byteOffset - bytes.byteOffset) % 8).toBe(0);
    }));
  });

  it("that are random bytes are refused or read, and never crash", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void violation(Buffer.from(bytes))), { numRuns: 3_000 });
  });

  it("that were damaged in one byte are refused or read, and never crash", () => {
    fc.assert(fc.property(nested(3), fc.nat(), fc.nat(255), (value, where, byte) => {
      const bytes = encodeValue(value);
      bytes[where % bytes.length] = byte;
      violation(bytes);
    }), { numRuns: 3_000 });
  });

  it("that were cut short are refused", () => {
    fc.assert(fc.property(nested(3), fc.nat(), (value, where) => {
      const bytes = encodeValue(value);
      expect(violation(bytes.subarray(0, where % bytes.length))).toBe(true);
    }));
  });

  const huge = 0xffff_ffff;
  it.each([
    ["a length of 4 GiB", Buffer.from([5, 255, 255, 255, 255])],
    ["a list of 2^32 items", Buffer.from([9, 255, 255, 255, 255])],
    ["a dict of 2^32 entries", Buffer.from([10, 255, 255, 255, 255])],
    ["an array whose shape overflows", header(4, huge, huge, huge, huge)],
    ["an array whose shape has more bytes than there are", header(1, 2)],
    ["an array of 255 dimensions", header(255)],
    ["an integer of 4,000 digits", Buffer.concat([Buffer.from([3, 0x7d, 6, 0, 0]), Buffer.alloc(1661, 1)])],
    ["a lone surrogate", Buffer.from([5, 3, 0, 0, 0, 0xed, 0xa0, 0x80])],
    ["the same key twice", Buffer.from([10, 2, 0, 0, 0, 1, 0, 0, 0, 97, 0, 1, 0, 0, 0, 97, 0])],
    ["nesting a million deep", Buffer.concat(Array.from({ length: 100_000 }, () => Buffer.from([9, 1, 0, 0, 0])))],
    ["an unknown kind", Buffer.from([99])],
    ["a second value after the first", Buffer.from([0, 0])],
    ["nothing", Buffer.alloc(0)],
  ])("are refused: %s", (_name, bytes) => {
    expect(violation(bytes)).toBe(true);
  });

  it("allocate nothing for a size that is only declared", () => {
    const before = process.memoryUsage();
    for (let round = 0; round < 200; round += 1) violation(header(4, huge, huge, 1, 1));
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(16 << 20);
  });

  it("keep a key named __proto__ as a key", () => {
    const value: Value = { kind: "dict", entries: [["__proto__", { kind: "list", items: [] }]] };
    expect(decodeValue(encodeValue(value), limits)).toEqual(value);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  it("above their cap of bytes or items are refused", () => {
    const bytes = encodeValue({ kind: "list", items: [{ kind: "none" }, { kind: "none" }] });
    expect(() => decodeValue(bytes, { maxDepth: 4, maxBytes: bytes.length - 1 })).toThrow(ProtocolViolation);
    expect(() => decodeValue(bytes, { maxDepth: 4, maxBytes: 99, maxItems: 2 })).toThrow(ProtocolViolation);
  });
});
