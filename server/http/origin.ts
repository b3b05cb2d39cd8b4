import type { Env } from "@/server/env";

/**
 * Whether a request that changes something, or a WebSocket, comes from a page of ours. Every browser sends Origin with
 * both; what sends none is no browser, and has no business with a viewer's cookies.
 */
export function ownOrigin(env: Pick<Env, "publicUrl" | "hasPublicUrl" | "port">): (origin: string | undefined) => boolean {
  const own = new Set([env.publicUrl]);
  // Without PUBLIC_URL people reach this machine by either of its names.
  if (!env.hasPublicUrl) {
    own.add(`http://localhost:${env.port}`);
    own.add(`http://127.0.0.1:${env.port}`);
  }
  return (origin) => origin !== undefined && own.has(origin);
}
