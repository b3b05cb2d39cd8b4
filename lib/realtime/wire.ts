import { z } from "zod";

/**
 * Binary on the wire. socket.io's msgpack parser takes Buffer and ArrayBuffer only (a plain Uint8Array arrives
 * mangled), and hands over Buffer in Node and Uint8Array or ArrayBuffer in a browser. `toWire` and `bytes` are the two ends.
 */
export function toWire(bytes: Uint8Array): ArrayBuffer {
  const copy = new Uint8Array(bytes.byteLength);
  copy.set(bytes);
  return copy.buffer;
}

function asBytes(value: unknown): Uint8Array | null {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return null;
}

/** A binary field of at most `maxBytes`: bounded before anything reads it. */
export function bytes(maxBytes: number) {
  return z.custom<Uint8Array | ArrayBuffer>((value) => {
    const found = asBytes(value);
    return found !== null && found.byteLength <= maxBytes;
  }, "binary_expected").transform((value) => asBytes(value) ?? new Uint8Array());
}
