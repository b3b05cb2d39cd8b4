import { setTimeout as delay } from "node:timers/promises";
import { statfsSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "@/server/env";
import { ensureApplicationDatabase } from "@/server/database/application-database";
import { lastLines, openEmbeddedPostgres, type EmbeddedPostgres } from "@/server/database/embedded";
import { requireDatabase } from "@/server/database/reach";
import type { Secrets } from "@/server/setup/secrets";

export type DatabaseService = {
  /** As web and judge connect. */
  readonly url: string;
  /** What a start shows about it. */
  readonly about: string;
  close(): Promise<void>;
  kill(): void;
};

type Options = {
  readonly env: Env;
  readonly secrets: Secrets;
  readonly print: (line: string) => void;
  /** It had to come back under another address. */
  readonly onMoved: (url: string) => void;
};

const firstDelayMs = 250;
const lastDelayMs = 10_000;
const lowDiskBytes = 200 * 1024 * 1024;

/** The PostgreSQL of DATABASE_URL, or one of our own that is started again whenever it ends. */
export async function openDatabaseService(options: Options): Promise<DatabaseService> {
  const { databaseUrl } = options.env;
  if (databaseUrl === null) return openOwn(options);
  const { version } = await requireDatabase(databaseUrl);
  return { url: databaseUrl, about: `${version} at DATABASE_URL`, close: async () => {}, kill: () => {} };
}

async function openOwn({ env, secrets, print, onMoved }: Options): Promise<DatabaseService> {
  const settings = { folder: join(env.dataFolder, "postgres"), password: secrets.databaseAdminPassword };
  let isClosing = false;
  let server = await openEmbeddedPostgres(settings);
  let url = await ensureApplicationDatabase(server, secrets.databasePassword);
  const say = (line: string) => print(`postgres  ${line}`);
  const free = freeBytes(env.dataFolder);
  if (free < lowDiskBytes) say(`only ${Math.round(free / 1024 / 1024)} MB are free on the disk under ${env.dataFolder}`);

  async function keepRunning(): Promise<void> {
    let delayMs = firstDelayMs;
    for (;;) {
      const startedAt = performance.now();
      await server.exited;
      if (isClosing) return;
      if (performance.now() - startedAt > 30_000) delayMs = firstDelayMs;
      say(`has ended:\n${lastLines(server.logFile, 4)}`);
      server = await reopen();
      if (isClosing) return;
    }

    async function reopen(): Promise<EmbeddedPostgres> {
      for (;;) {
        say(`starting it again in ${(delayMs / 1000).toFixed(1)} s`);
        await delay(delayMs, undefined, { ref: false });
        delayMs = Math.min(delayMs * 2, lastDelayMs);
        if (isClosing) return server;
        try {
          const next = await openEmbeddedPostgres(settings);
          const nextUrl = await ensureApplicationDatabase(next, secrets.databasePassword);
          say("runs again");
          if (nextUrl !== url) onMoved((url = nextUrl));
          if (isClosing) await next.close();
          return next;
        } catch (error) {
          say(error instanceof Error ? error.message : String(error));
        }
      }
    }
  }
  void keepRunning();
  return {
    get url() {
      return url;
    },
    about: `on port ${server.port}${server.isAdopted ? ", found running" : ""}`,
    async close() {
      isClosing = true;
      await server.close();
    },
    kill() {
      isClosing = true;
      server.kill();
    },
  };
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
