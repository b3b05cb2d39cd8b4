import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const repositoryFolder = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

export function inRepository(...segments: string[]): string {
  return join(repositoryFolder, ...segments);
}

/** One digest over files and folders (names and contents), to tell whether what was made from them is still true. */
export function digestOf(paths: readonly string[], skip: (path: string) => boolean = () => false): string {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of filesUnder(path, skip)) {
      const content = readFileSync(file);
      hash.update(`${relative(repositoryFolder, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest("hex");
}

function filesUnder(path: string, skip: (path: string) => boolean): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat || skip(path)) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name), skip));
}
