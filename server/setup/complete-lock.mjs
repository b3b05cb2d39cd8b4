// Writes into package-lock.json what npm leaves out when a registry lacks packages that are made for other machines:
// `npm ci` refuses a lock file without them, on every machine. Run it after `npm install`; a test asks for it.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/** The optional packages that the lock file names as dependencies and has no entry for, by the path of that entry. */
export function missingEntries(lock) {
  const missing = {};
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies || {})) {
      if (!isResolved(lock, path, name)) missing[`node_modules/${name}`] = describe(name, range, entry);
    }
  }
  return missing;
}

/** As Node looks a package up: in each node_modules from its dependant outwards. */
function isResolved(lock, path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(at.lastIndexOf("/node_modules/"), 0))) {
    if (lock.packages[`${at === "" ? "" : `${at}/`}node_modules/${name}`]) return true;
    if (at === "") return false;
  }
}

function describe(name, range, parent) {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const entry = { version: range.replace(/^[^\d]*/, ""), optional: true };
  if (parent.dev) entry.dev = true;
  const os = words.includes("windows") ? "win32" : systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor)) || words.find((word) => /^(arm|ppc64le|wasm32)/.test(word));
  if (os) entry.os = [os];
  if (cpu) entry.cpu = [cpu === "ppc64le" ? "ppc64" : cpu];
  if (os === "linux" && words.includes("musl")) entry.libc = ["musl"];
  return entry;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const missing = missingEntries(lock);
  const [root, ...others] = Object.entries({ ...lock.packages, ...missing });
  lock.packages = Object.fromEntries([root, ...others.sort(([a], [b]) => a.localeCompare(b, "en"))]);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: ${Object.keys(missing).length} entries added`);
}
