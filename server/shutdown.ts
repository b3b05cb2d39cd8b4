import type { Logger } from "@/server/logger";

export type Shutdown = {
  /** Registers what was opened; it is closed after everything that was registered later. */
  opened(name: string, close: () => unknown): void;
  /** Closes everything, last opened first. One that fails or hangs does not keep the others from closing. */
  close(): Promise<void>;
};

export function createShutdown(logger: Logger, options: { readonly stepLimitMs?: number } = {}): Shutdown {
  const { stepLimitMs = 10_000 } = options;
  const steps: { name: string; close: () => unknown }[] = [];
  let closing: Promise<void> | undefined;

  async function closeAll(): Promise<void> {
    for (let step = steps.pop(); step; step = steps.pop()) {
      try {
        await withLimit(step.close, stepLimitMs);
      } catch (error) {
        logger.error({ err: error, step: step.name }, "could not close");
      }
    }
  }
  return {
    opened: (name, close) => void steps.push({ name, close }),
    close: () => (closing ??= closeAll()),
  };
}

async function withLimit(close: () => unknown, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`still open after ${limitMs} ms`)), limitMs);
  });
  try {
    await Promise.race([close(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Ends the process in order on SIGINT and SIGTERM, and when the supervisor that started it is gone (its channel
 * closes with it, even by SIGKILL): nobody would restart or stop this process any more.
 */
export function closeWithProcess(shutdown: Shutdown, logger: Logger): void {
  const end = (why: string) => {
    logger.info({ why }, "stopping");
    // What is still being opened meanwhile finds things closed under it: no news, and no reason to end out of order.
    process.on("uncaughtException", (err) => logger.debug({ err }, "broken off by the end"));
    void shutdown.close().finally(() => process.exit(0));
  };
  process.once("SIGINT", () => end("SIGINT"));
  process.once("SIGTERM", () => end("SIGTERM"));
  if (process.channel) process.once("disconnect", () => end("the supervisor is gone"));
}
