import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { digestOf, inRepository, repositoryFolder } from "@/server/setup/paths";

const run = promisify(execFile);
const stampFile = inRepository("server/database/generated/made-from.sha256");
const lockAgeLimitMs = 60_000;

/** Writes the Prisma client from prisma/schema when that has changed since; answers whether it had to. */
export async function ensureGeneratedClient(): Promise<boolean> {
  if (isFresh()) return false;
  const release = await takeLock();
  try {
    if (isFresh()) return false;
    const digest = wantedDigest();
    await run(process.execPath, [inRepository("node_modules/prisma/build/index.js"), "generate"], {
      cwd: repositoryFolder,
      env: {
        ...process.env,
        // Generation needs no engine, but Prisma would fetch one from its own host, which may be out of reach.
        PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
    });
    writeFileSync(stampFile, digest);
    return true;
  } finally {
    release();
  }
}

function isFresh(): boolean {
  try {
    return readFileSync(stampFile, "utf8") === wantedDigest();
  } catch {
    return false;
  }
}

function wantedDigest(): string {
  return digestOf([inRepository("prisma/schema"), inRepository("node_modules/prisma/package.json")]);
}

/** Two test runs in one clone may find the client stale at once, and Prisma empties the folder before it writes. */
async function takeLock(): Promise<() => void> {
  const name = createHash("sha256").update(repositoryFolder).digest("hex").slice(0, 16);
  const lock = join(tmpdir(), `convolve-generate-${name}`);
  for (;;) {
    try {
      mkdirSync(lock);
      return () => rmSync(lock, { recursive: true, force: true });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > lockAgeLimitMs) rmSync(lock, { recursive: true, force: true });
      await delay(100);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (await ensureGeneratedClient()) console.log("Prisma client written to server/database/generated");
}
