/** What a program prints, kept up to a cap; beyond it nothing is kept and the flood is reported, once. */
export class TextCapture {
  /** Off for hidden tests: their text is counted, never kept. */
  keep = false;
  private chunks: Buffer[] = [];
  private countedBytes = 0;

  constructor(
    private readonly capBytes: number,
    private readonly onFlood: () => void,
  ) {}

  push(chunk: Buffer): void {
    const room = this.capBytes - this.countedBytes;
    this.countedBytes += chunk.length;
    // Copied: a chunk of one byte may pin a read buffer of 64 KiB.
    if (this.keep && room > 0) this.chunks.push(Buffer.from(chunk.subarray(0, room)));
    if (room >= 0 && this.countedBytes > this.capBytes) this.onFlood();
  }

  text(): string {
    return Buffer.concat(this.chunks).toString("utf8");
  }

  clear(): void {
    this.chunks = [];
    this.countedBytes = 0;
  }
}
