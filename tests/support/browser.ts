import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright";

/** Debian's Chromium where it is, Playwright's own otherwise. */
const debian = "/usr/bin/chromium";
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ args: flags, ...(existsSync(debian) ? { executablePath: debian } : {}) });
}
