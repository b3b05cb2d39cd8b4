/** How many events a socket may send: a burst, and a rate that refills it. A typist needs some ten a second. */
export type TokenBucket = { take(): boolean };

export function createTokenBucket(options: { burst: number; perSecond: number; now?: () => number }): TokenBucket {
  const now = options.now ?? Date.now;
  let tokens = options.burst;
  let filledAt = now();
  return {
    take() {
      const at = now();
      tokens = Math.min(options.burst, tokens + ((at - filledAt) / 1000) * options.perSecond);
      filledAt = at;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
