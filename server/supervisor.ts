import { existsSync } from "node:fs";
import { Client } from "pg";
import { ensureGeneratedClient } from "@/server/database/generate";
import { migrate } from "@/server/database/migrate";
import { parseEnv, type Env } from "@/server/env";
import { ensureBuild, prepareBuildFolder } from "@/server/setup/build";
import { openChild, type Child } from "@/server/setup/child";
import { ensureDataFolder } from "@/server/setup/data-folder";
import { openDatabaseService } from "@/server/setup/database-service";
import { closeDemoAccounts, createDemoAccounts, requireDemoIsPrivate, type DemoAccount } from "@/server/setup/demo";
import { inRepository } from "@/server/setup/paths";
import { importQuestions } from "@/server/setup/questions";
import { claimDataFolder } from "@/server/setup/running";
import { ensureSecrets } from "@/server/setup/secrets";
import { requireFreePort, spawnJudge, spawnWeb, waitUntilListening } from "@/server/setup/services";
import { SetupError } from "@/server/setup/setup-error";
import { createSetupLink } from "@/server/setup/setup-link";
import type { Steps } from "@/server/setup/steps";

const webStartLimitMs = 60_000;
/** What the judge ends with where it finds no way to isolate programs: web goes on without it. */
const judgeCannotWork = 2;

export type SupervisorOptions = {
  readonly env: Env;
  readonly isDemo: boolean;
  readonly isDevelopment: boolean;
  /** Why nothing can be judged on this machine; null when it can. */
  readonly judgeIsOff: string | null;
  readonly steps: Steps;
  readonly print: (line: string) => void;
  /** Aborted when somebody asks for the end while the start is still going on. */
  readonly signal: AbortSignal;
};

export type Supervisor = {
  readonly url: string;
  /** The link that makes the first admin, or null when there is one. */
  readonly setupLink: string | null;
  readonly demoAccounts: readonly DemoAccount[];
  /** Web first, then the judge, PostgreSQL last: nobody loses a database that they still write to. */
  close(): Promise<void>;
  /** Everything at once. What was committed is safe all the same. */
  kill(): void;
};

type Opened = { readonly name: string; close(): Promise<void> | void; kill(): void };

/** Starts everything that Convolve is made of, one shown step after the other, and keeps it running. */
export async function openSupervisor(options: SupervisorOptions): Promise<Supervisor> {
  const opened: Opened[] = [];
  let closing: Promise<void> | undefined;
  async function closeAll(): Promise<void> {
    for (let item = opened.pop(); item; item = opened.pop()) {
      const { name, close } = item;
      await options.steps.run(name, () => close(), () => "stopped").catch((error: Error) => options.print(error.message));
    }
  }
  const close = () => (closing ??= closeAll());
  try {
    const facts = await start(options, opened);
    return { ...facts, close, kill: () => opened.forEach((item) => item.kill()) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(options: SupervisorOptions, opened: Opened[]): Promise<Omit<Supervisor, "close" | "kill">> {
  const { isDemo, isDevelopment, judgeIsOff, steps, print, signal } = options;
  signal.throwIfAborted();
  if (isDemo) requireDemoIsPrivate(options.env);
  const env = withPort(options.env, await requireFreePort(options.env));

  ensureDataFolder(env.dataFolder);
  const secrets = ensureSecrets(env.dataFolder);
  const release = claimDataFolder(env.dataFolder);
  opened.push({ name: "Convolve", close: release, kill: release });
  prepareBuildFolder();

  const children: Child[] = [];
  const settings = { env, databaseUrl: "", secret: env.secret ?? secrets.secret, isDevelopment };
  const database = await steps.run(
    "PostgreSQL",
    () =>
      openDatabaseService({
        env,
        secrets,
        print,
        onMoved(url) {
          settings.databaseUrl = url;
          for (const child of children) void child.restart();
        },
      }),
    ({ about }) => about,
  );
  opened.push({ name: "PostgreSQL", close: database.close, kill: database.kill });
  settings.databaseUrl = database.url;
  signal.throwIfAborted();

  await steps.run("Tables", () => prepareTables(database.url), (applied) => plural(applied, "migration", "up to date"));
  await steps.run("Questions", () => importQuestions(database.url), (outcome) => outcome);
  signal.throwIfAborted();

  if (!isDevelopment) await buildPages(steps, signal);
  signal.throwIfAborted();

  const web = openChild({ name: "web", spawn: () => spawnWeb(settings), print });
  children.push(web);
  opened.push({ name: "Web", ...web });
  await steps.run("Web", () => untilUp(web, env, signal));
  web.keepRunning();

  // After web, which people wait for: the judge is busy for some seconds before it takes its first work.
  if (judgeIsOff === null) {
    const judge = openChild({ name: "judge", spawn: () => spawnJudge(settings), print, hopelessCode: judgeCannotWork });
    judge.keepRunning();
    children.push(judge);
    // Below web, because it is closed after web.
    opened.splice(-1, 0, { name: "Judge", ...judge });
  } else steps.skip("Judge", judgeIsOff);

  const demoAccounts = await withClient(database.url, async (client) => {
    if (isDemo) return createDemoAccounts(client);
    await closeDemoAccounts(client);
    return [];
  });
  const setupLink = await withClient(database.url, (client) => createSetupLink(client, env.publicUrl));
  return { url: env.publicUrl, setupLink, demoAccounts };
}

/** PORT=0 asks for any free port; from here on it is the one that was found. */
function withPort(env: Env, port: number): Env {
  return env.port === port ? env : parseEnv({ ...process.env, PORT: String(port) });
}

async function prepareTables(databaseUrl: string): Promise<number> {
  await ensureGeneratedClient();
  const applied = await migrate(databaseUrl);
  return applied.length;
}

async function buildPages(steps: Steps, signal: AbortSignal): Promise<void> {
  if (!existsSync(inRepository("app"))) throw new SetupError("The folder app/ is missing: this is not a whole clone of Convolve.");
  await steps.run("Pages", () => ensureBuild({ signal }), (wasStale) => (wasStale ? "built" : "up to date"));
}

async function untilUp(web: Child, env: Env, signal: AbortSignal): Promise<void> {
  const failed = web.failedEarly.then((lines) => {
    throw new SetupError(`Web ended before it could answer:\n${lines}`);
  });
  await Promise.race([failed, waitUntilListening(env, webStartLimitMs, signal)]);
}

async function withClient<T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function plural(count: number, noun: string, none: string): string {
  if (count === 0) return none;
  return `${count} ${noun}${count === 1 ? "" : "s"} applied`;
}
