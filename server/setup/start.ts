import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { EnvError, requireEnv } from "@/server/env";
import { hideUrlPasswords } from "@/server/logger";
import { missingHttps } from "@/server/setup/https";
import { inRepository, repositoryFolder } from "@/server/setup/paths";
import { SetupError } from "@/server/setup/setup-error";
import { createSteps } from "@/server/setup/steps";
import { ensureSystemPackages, judgingPackages, torchPackage } from "@/server/setup/system-packages";
import { MigrationError } from "@/server/database/migrate";
import { openSupervisor, type Supervisor } from "@/server/supervisor";

/** A terminal may pass one Ctrl-C on twice (npm does): what comes this soon is the same one. */
const sameSignalMs = 500;

const print = (line: string) => console.log(line);
const interrupt = new AbortController();
let supervisor: Supervisor | undefined;
let firstSignalAt: number | undefined;

function onSignal(name: NodeJS.Signals): void {
  const now = performance.now();
  if (firstSignalAt === undefined) {
    firstSignalAt = now;
    interrupt.abort(new SetupError("Stopped before it was up."));
    if (supervisor) void stop(supervisor, name);
  } else if (now - firstSignalAt > sameSignalMs) {
    print("\nEnding everything at once. What was committed is safe.");
    supervisor?.kill();
    process.exit(130);
  }
}

async function stop(running: Supervisor, name: NodeJS.Signals): Promise<void> {
  print(name === "SIGINT" ? "\nStopping. Ctrl-C again ends everything at once." : "\nStopping.");
  await running.close();
  process.exit(0);
}

async function main(): Promise<void> {
  const { hasTorch, ...options } = readArguments();
  process.chdir(repositoryFolder);
  // Files that root makes here must be readable by the user that web runs as.
  if (process.getuid?.() === 0) process.umask(0o022);
  if (existsSync(".env")) process.loadEnvFile(".env");
  if (hasTorch) process.env.CONVOLVE_TORCH = "1";
  const env = requireEnv();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, onSignal);
  // The terminal may be closed while we still have something to say.
  process.stdout.on("error", () => {});

  print("Convolve\n");
  const missing = await ensureSystemPackages(judgingPackages, "Without them everything starts but judging.");
  const hasJudge = existsSync(inRepository("server/judge/main.ts"));
  if (env.hasTorch) await ensureSystemPackages([torchPackage], "Without it everything works but questions with torch.");
  supervisor = await openSupervisor({
    ...options,
    env,
    judgeIsOff: missing.length > 0 ? `off: ${missing.join(", ")} missing` : hasJudge ? null : "none in this clone",
    steps: createSteps(),
    print,
    signal: interrupt.signal,
  });
  if (interrupt.signal.aborted) return stop(supervisor, "SIGTERM");
  greet(supervisor, missingHttps(env));
}

function readArguments(): { isDemo: boolean; isDevelopment: boolean; hasTorch: boolean } {
  try {
    const { values } = parseArgs({ options: { demo: { type: "boolean" }, dev: { type: "boolean" }, torch: { type: "boolean" } } });
    return { isDemo: values.demo ?? false, isDevelopment: values.dev ?? false, hasTorch: values.torch ?? false };
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}\nusage: npm start [-- --demo] [--torch]`);
  }
}

function greet({ url, setupLink, demoAccounts }: Supervisor, warning: string | null): void {
  print(`\n  ${url}\n`);
  if (warning !== null) print(`${warning.replaceAll(/^/gm, "  ")}\n`);
  if (setupLink !== null) {
    print("  There is no admin yet. This link makes the first one; it works once, for 24 hours or until the next start:");
    print(`  ${setupLink}\n`);
  }
  if (demoAccounts.length > 0) {
    print("  Accounts for trying out, with passwords until the next start:");
    for (const { email, password, is } of demoAccounts) print(`  ${is.padEnd(12)} ${email.padEnd(26)} ${password}`);
    print("");
  }
  print("  Ctrl-C stops everything.\n");
}

main().catch((error: unknown) => {
  const isPlain = error instanceof SetupError || error instanceof EnvError || error instanceof MigrationError;
  const text = error instanceof Error ? (isPlain ? error.message : (error.stack ?? error.message)) : String(error);
  console.error(`\n${hideUrlPasswords(text)}\n`);
  process.exit(interrupt.signal.aborted ? 130 : 1);
});
