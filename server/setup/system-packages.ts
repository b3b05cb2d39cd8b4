import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createInterface } from "node:readline/promises";

export type SystemPackage = { readonly name: string; readonly purpose: string; isInstalled(): boolean };

/** Looked for as files: quicker than asking dpkg, and just as good when something else than apt brought them. */
export const judgingPackages: readonly SystemPackage[] = [
  { name: "python3", purpose: "runs what candidates write", isInstalled: () => existsSync("/usr/bin/python3") },
  {
    name: "python3-numpy",
    purpose: "the library of the exercises",
    isInstalled: () => existsSync("/usr/lib/python3/dist-packages/numpy/__init__.py"),
  },
  {
    name: "libopenblas0-serial",
    purpose: "NumPy's arithmetic on one thread, the same on every machine",
    isInstalled: () => hasLibrary("openblas-serial"),
  },
  { name: "bubblewrap", purpose: "the sandbox", isInstalled: () => existsSync("/usr/bin/bwrap") },
];

/** Asked for only where somebody wants questions with torch. */
export const torchPackage: SystemPackage = {
  name: "python3-torch",
  purpose: "the library of the exercises with torch",
  isInstalled: () => existsSync("/usr/lib/python3/dist-packages/torch/__init__.py"),
};

export const testPackages: readonly SystemPackage[] = [
  ...judgingPackages,
  { name: "chromium", purpose: "the browser of the tests", isInstalled: () => existsSync("/usr/bin/chromium") },
  {
    name: "fonts-noto-cjk",
    purpose: "Chinese letters in that browser",
    isInstalled: () => existsSync("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
  },
];

function hasLibrary(folder: string): boolean {
  return readdirSync("/usr/lib", { withFileTypes: true }).some(
    (entry) => entry.isDirectory() && existsSync(`/usr/lib/${entry.name}/${folder}/libblas.so.3`),
  );
}

/** What this process may do about missing packages. */
export type Standing = { readonly isRoot: boolean; readonly hasTerminal: boolean; readonly hasApt: boolean };

export function currentStanding(): Standing {
  return {
    isRoot: process.getuid?.() === 0,
    hasTerminal: Boolean(process.stdin.isTTY && process.stdout.isTTY),
    hasApt: existsSync("/usr/bin/apt-get"),
  };
}

export type Decision =
  | { readonly kind: "nothing" }
  | { readonly kind: "install" | "ask" | "tell"; readonly commands: readonly string[] };

/** Asked for on a terminal; unattended only as root without one; never by a silent sudo. */
export function decide(missing: readonly string[], standing: Standing): Decision {
  if (missing.length === 0) return { kind: "nothing" };
  const prefix = standing.isRoot ? "" : "sudo ";
  const commands = [`${prefix}apt-get update`, `${prefix}apt-get install --yes --no-install-recommends ${missing.join(" ")}`];
  if (!standing.hasApt) return { kind: "tell", commands: [] };
  if (standing.hasTerminal) return { kind: "ask", commands };
  return { kind: standing.isRoot ? "install" : "tell", commands };
}

/** Sees to the system packages; answers the names of those that are missing still. */
export async function ensureSystemPackages(packages: readonly SystemPackage[], without: string): Promise<string[]> {
  const missing = packages.filter((item) => !item.isInstalled());
  const names = missing.map((item) => item.name);
  const decision = decide(names, currentStanding());
  if (decision.kind === "nothing") return [];

  console.log(`System packages that are missing:`);
  for (const item of missing) console.log(`  ${item.name.padEnd(20)} ${item.purpose}`);
  if (decision.kind === "tell") {
    tell(decision.commands, names, without);
    return names;
  }
  console.log(decision.kind === "ask" ? "\nThese commands install them:" : "\nInstalling them with:");
  for (const command of decision.commands) console.log(`  ${command}`);
  if (decision.kind === "ask" && !(await confirm("Run them now? [y/N] "))) {
    tell(decision.commands, names, without);
    return names;
  }
  await run(decision.commands, decision.kind === "ask");
  const left = packages.filter((item) => !item.isInstalled()).map((item) => item.name);
  if (left.length > 0) tell(decision.commands, left, without);
  else console.log("System packages installed.\n");
  return left;
}

function tell(commands: readonly string[], names: readonly string[], without: string): void {
  console.log(
    commands.length > 0
      ? `\n${without} To have it, run this and start again:\n${commands.map((command) => `  ${command}`).join("\n")}\n`
      : `\n${without} To have it, install these with your system's package manager: ${names.join(", ")}.\n`,
  );
}

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // The terminal's reader swallows Ctrl-C: it is passed on, and the question counts as answered with no.
  terminal.once("SIGINT", () => {
    process.kill(process.pid, "SIGINT");
    terminal.close();
  });
  const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  try {
    return /^\s*y(es)?\s*$/i.test(await Promise.race([terminal.question(question), closed]));
  } finally {
    terminal.close();
  }
}

/** A list of packages that could not be refreshed may still do: only the packages themselves decide. */
async function run(commands: readonly string[], isAttended: boolean): Promise<void> {
  for (const command of commands) {
    const [program, ...args] = [...command.split(" "), "-o", "DPkg::Lock::Timeout=120"];
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    if (isAttended) {
      // sudo may ask for a password: it gets the terminal.
      spawnSync(program!, args, { stdio: "inherit", env });
      continue;
    }
    const child = spawn(program!, args, { stdio: ["ignore", "pipe", "pipe"], env });
    const lines: string[] = [];
    const keep = (chunk: Buffer) => void lines.push(...chunk.toString().split("\n").filter(Boolean));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const code = await new Promise<number | null>((resolve) => {
      child.once("error", () => resolve(null));
      child.once("close", resolve);
    });
    if (code !== 0) console.log(lines.slice(-6).map((line) => `    ${line}`).join("\n"));
  }
}
