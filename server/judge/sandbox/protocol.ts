import { ProtocolViolation, valueSize, writeValue, type Value } from "@/server/judge/sandbox/value";

/**
 * A frame: payload length (u32), number of the request (u16), kind (u8), flags (u8), payload (one value).
 * Little endian; `python/agent.py` holds the same numbers. Eight bytes of header keep the payload's arrays aligned.
 */
export const headerBytes = 8;

export const requestKind = { load: 1, call: 2, evaluate: 3 } as const;
export const answerKind = { ready: 1, loaded: 2, loadError: 3, returned: 4, raised: 5, shown: 6 } as const;

export const inputMutatedFlag = 1;
export const sharesMemoryFlag = 2;

export type Frame = { kind: number; number: number; flags: number; payload: Buffer };

export function encodeFrame(kind: number, number: number, payload: Value): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + valueSize(payload, 0));
  // A view of its own, so that the payload's arrays are aligned from its start, as the reader counts.
  writeValue(payload, buffer.subarray(headerBytes), 0);
  buffer.writeUInt32LE(buffer.length - headerBytes, 0);
  buffer.writeUInt16LE(number, 4);
  buffer[6] = kind;
  buffer[7] = 0;
  return buffer;
}

/** Cuts a stream of chunks into frames. The declared length is checked before a byte is allocated for it. */
export class FrameReader {
  /** What the next frame's payload may have; the sandbox sets it for each request. */
  payloadCapBytes = 0;

  private pending: Buffer | null = null;
  private filled = 0;

  constructor(private readonly accept: (frame: Frame) => void) {}

  /** True while a frame has begun and not ended. */
  get midFrame(): boolean {
    return this.pending !== null;
  }

  push(chunk: Buffer): void {
    let offset = 0;
    while (offset < chunk.length) {
      if (this.pending === null && chunk.length - offset >= headerBytes) {
        const end = offset + headerBytes + this.checkedLength(chunk, offset);
        if (end <= chunk.length) {
          this.emit(chunk.subarray(offset, end));
          offset = end;
          continue;
        }
      }
      offset = this.gather(chunk, offset);
    }
  }

  /** The slow path: a frame that comes in several chunks. */
  private gather(chunk: Buffer, offset: number): number {
    this.pending ??= Buffer.allocUnsafe(headerBytes);
    if (this.filled < headerBytes) {
      const copied = chunk.copy(this.pending, this.filled, offset, offset + headerBytes - this.filled);
      this.filled += copied;
      if (this.filled < headerBytes) return offset + copied;
      const whole = Buffer.allocUnsafe(headerBytes + this.checkedLength(this.pending, 0));
      this.pending.copy(whole, 0, 0, headerBytes);
      this.pending = whole;
      offset += copied;
    }
    const copied = chunk.copy(this.pending, this.filled, offset);
    this.filled += copied;
    if (this.filled === this.pending.length) {
      const whole = this.pending;
      this.pending = null;
      this.filled = 0;
      this.emit(whole);
    }
    return offset + copied;
  }

  private checkedLength(buffer: Buffer, offset: number): number {
    const length = buffer.readUInt32LE(offset);
    if (length > this.payloadCapBytes) throw new ProtocolViolation("a frame over its cap");
    return length;
  }

  private emit(whole: Buffer): void {
    let payload = whole.subarray(headerBytes);
    // Typed arrays over an answer need aligned data; a frame behind another one may start anywhere.
    if (payload.byteOffset % 8 !== 0) payload = Buffer.from(payload);
    this.accept({
      kind: whole.readUInt8(6),
      number: whole.readUInt16LE(4),
      flags: whole.readUInt8(7),
      payload,
    });
  }
}
