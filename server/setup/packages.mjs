// The first step of `npm start` and `npm test`: runs before any package is there, so it imports none.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Prisma and Next ask for these; a message from here is clearer than a syntax error from there. */
export function nodeComplaint(version) {
  const [major, minor] = version.split(".").map(Number);
  const isFit = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 23;
  if (isFit) return null;
  return `Convolve needs Node 20.19 or newer (22.12 or newer of 22, or any from 23 on), and this is Node ${version}.`;
}

/** What of package-lock.json is not installed as it says; npm writes node_modules/.package-lock.json when it is done. */
export function missingPackages(folder) {
  const wanted = readLock(join(folder, "package-lock.json"));
  const installed = readLock(join(folder, "node_modules", ".package-lock.json"));
  if (wanted === null) throw new Error("package-lock.json is missing: this is not a whole clone of Convolve.");
  if (installed === null) return Object.keys(wanted).filter((path) => path !== "");
  return Object.keys(wanted).filter((path) => {
    if (path === "" || !isForThisMachine(wanted[path])) return false;
    const found = installed[path];
    if (!found) return true;
    return found.version !== wanted[path].version || found.integrity !== wanted[path].integrity;
  });
}

function readLock(file) {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages || null;
  } catch {
    return null;
  }
}

/** npm leaves out optional packages that are made for other machines. */
function isForThisMachine(entry) {
  if (entry.libc || entry.devOptional || (entry.optional && !entry.os && !entry.cpu)) return false;
  return fits(entry.os, process.platform) && fits(entry.cpu, process.arch);
}

function fits(list, value) {
  return !list || list.includes(value);
}

function install() {
  const missing = missingPackages(repository);
  if (missing.length === 0) return 0;
  const isFresh = !existsSync(join(repository, "node_modules"));
  const count = missing.length === 1 ? "One package is" : `${missing.length} packages are`;
  console.log(isFresh ? "Installing packages with: npm ci" : `${count} missing or of another version. Installing all with: npm ci`);
  const startedAt = Date.now();
  // No package's own scripts are run: none is needed, and what is not run cannot do harm. npm 10 and 11 then act alike.
  const args = ["ci", "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const outcome = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: repository, stdio: "inherit" })
    : spawnSync("npm", args, { cwd: repository, stdio: "inherit" });
  if (outcome.status !== 0) {
    console.error("\nThe packages could not be installed; npm says why above. Start again when that is mended.");
    return outcome.status || 1;
  }
  console.log(`Packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s.\n`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const complaint = nodeComplaint(process.versions.node);
  if (complaint) console.error(complaint);
  process.exit(complaint ? 1 : install());
}
