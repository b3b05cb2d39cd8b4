import type { Env } from "@/server/env";

/** What browsers will refuse at this address because it lacks HTTPS; null when they refuse nothing. */
export function missingHttps(env: Pick<Env, "publicUrl" | "hasPublicUrl" | "host">): string | null {
  const url = new URL(env.publicUrl);
  if (url.protocol === "https:") return null;
  const isOpen = !isLoopback(env.host);
  if (isLoopback(url.hostname) && !isOpen) return null;
  return [
    isLoopback(url.hostname)
      ? "Other machines can reach this address, but without HTTPS."
      : `${env.publicUrl} has no HTTPS.`,
    "There browsers refuse camera, microphone, screen sharing and the clipboard, and passwords travel in the clear.",
    "Put a proxy with HTTPS in front and start with PUBLIC_URL=https://…",
  ].join("\n");
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || host.startsWith("127.") || host === "::1" || host === "[::1]";
}
