import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { ensureGeneratedClient } from "@/server/database/generate";
import { digestOf, inRepository, repositoryFolder } from "@/server/setup/paths";
import { giveToService, spawnAsService } from "@/server/setup/service-user";
import { SetupError } from "@/server/setup/setup-error";

const stampFile = inRepository(".next/convolve-build.sha256");

const linesOfComplaint = 30;
const sources = [
  "app", "components", "lib", "server", "prisma/schema", "public",
  "next.config.js", "tsconfig.json", "package-lock.json",
];
const unrelated = ["server/database/generated", "server/judge", "server/setup", "server/supervisor.ts"].map((path) => inRepository(path));

/** Everything that pages are made of. A change of any of it makes the present build stale. */
function sourceDigest(): string {
  return digestOf(sources.map((path) => inRepository(path)), (path) => unrelated.includes(path));
}

export function isBuildStale(): boolean {
  try {
    return readFileSync(stampFile, "utf8") !== sourceDigest();
  } catch {
    return true;
  }
}

export type BuildOptions = { readonly onLine?: (line: string) => void; readonly signal?: AbortSignal };

/** Builds the pages for production when they are stale; answers whether it had to. */
export async function ensureBuild(options: BuildOptions = {}): Promise<boolean> {
  const { onLine = () => {}, signal } = options;
  // Taken before: a file that changes meanwhile makes this build stale, not fresh.
  const digest = sourceDigest();
  if (!isBuildStale()) return false;
  prepareBuildFolder();
  rmSync(stampFile, { force: true });
  const child = spawnAsService(process.execPath, [inRepository("node_modules/next/dist/bin/next"), "build"], {
    cwd: repositoryFolder,
    stdio: ["ignore", "pipe", "pipe"],
    signal,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      for (const line of chunk.toString().split("\n").filter((text) => text.trim() !== "")) {
        lines.push(line);
        onLine(line);
      }
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) {
    const said = lines.filter((line) => !line.trimStart().startsWith("at <unknown>"));
    throw new SetupError(`The pages could not be built:\n${said.slice(-linesOfComplaint).join("\n")}`);
  }
  writeFileSync(stampFile, digest, { flag: "wx" });
  giveToService(stampFile);
  return true;
}

/** Next writes into .next and beside its own settings; all of that belongs to whom it runs as. */
export function prepareBuildFolder(): void {
  mkdirSync(inRepository(".next"), { recursive: true });
  writeFileSync(inRepository("next-env.d.ts"), "", { flag: "a" });
  giveToService(inRepository(".next"), { recursive: true });
  giveToService(inRepository("next-env.d.ts"));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await ensureGeneratedClient();
  try {
    const wasStale = await ensureBuild({ onLine: (line) => console.log(line) });
    if (!wasStale) console.log("The pages are built already, from these very sources.");
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.exitCode = 1;
  }
}
