import { setTimeout as delay } from "node:timers/promises";

/** Tries until the check stops throwing and answers what it answers; the last complaint is the one that is told. */
export async function eventually<T>(check: () => T | Promise<T>, limitMs = 5_000): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(20);
    }
  }
}
