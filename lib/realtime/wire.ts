import { z } from "zod";

type Bytes = Uint8Array | ArrayBuffer;

/** Absent in browsers. Read by name, since a bundler would put a stand-in for the global itself. */
const nodeBuffer = (globalThis as { Buffer?: { from(bytes: Uint8Array): Uint8Array } })["Buffer"];

/**
 * Binary on the wire. Each end of socket.io's msgpack parser writes only one type as plain binary: Node's end Buffer (an
 * ArrayBuffer becomes an extension that browsers read as a pair), a browser's ArrayBuffer (a Uint8Array arrives mangled).
 */
export function toWire(bytes: Uint8Array): Bytes {
  if (nodeBuffer) return nodeBuffer.from(bytes);
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
  return z.custom<Bytes>((value) => {
    const found = asBytes(value);
    return found !== null && found.byteLength <= maxBytes;
  }, "binary_expected").transform((value) => asBytes(value) ?? new Uint8Array());
}
