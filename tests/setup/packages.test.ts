import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { missingPackages, nodeComplaint } from "@/server/setup/packages.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "convolve-packages-"));
  mkdirSync(join(folder, "node_modules"));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Entry = { version: string; integrity?: string; optional?: boolean; os?: string[]; cpu?: string[] };
function writeLock(file: string, packages: Record<string, Entry>): void {
  writeFileSync(join(folder, file), JSON.stringify({ lockfileVersion: 3, packages }));
}

const next = { "node_modules/next": { version: "16.4.6", integrity: "sha512-a" } };

test("a clone without packages lacks all of them", () => {
  writeLock("package-lock.json", { "": { version: "0.1.0" }, ...next });
  expect(missingPackages(folder)).toEqual(["node_modules/next"]);
});

test("packages that are installed as locked are left alone", () => {
  writeLock("package-lock.json", { "": { version: "0.1.0" }, ...next });
  writeLock("node_modules/.package-lock.json", next);
  expect(missingPackages(folder)).toEqual([]);
});

test("a package of another version, or of the same version with other contents, is missing", () => {
  writeLock("package-lock.json", next);
  writeLock("node_modules/.package-lock.json", { "node_modules/next": { version: "16.4.5", integrity: "sha512-a" } });
  expect(missingPackages(folder)).toHaveLength(1);
  writeLock("node_modules/.package-lock.json", { "node_modules/next": { version: "16.4.6", integrity: "sha512-b" } });
  expect(missingPackages(folder)).toHaveLength(1);
});

test("packages for other machines are not missed, this machine's are", () => {
  writeLock("package-lock.json", {
    "node_modules/for-elsewhere": { version: "1.0.0", optional: true, os: ["aix"], cpu: [process.arch] },
    "node_modules/for-here": { version: "1.0.0", optional: true, os: [process.platform], cpu: [process.arch] },
  });
  writeLock("node_modules/.package-lock.json", {});
  expect(missingPackages(folder)).toEqual(["node_modules/for-here"]);
});

test("an installation that was broken off counts for nothing", () => {
  writeLock("package-lock.json", next);
  writeFileSync(join(folder, "node_modules/.package-lock.json"), '{"packages": {"node_mod');
  expect(missingPackages(folder)).toEqual(["node_modules/next"]);
});

test("a Node that is too old is refused in one sentence", () => {
  for (const version of ["18.20.0", "20.18.3", "21.7.3", "22.11.0"]) expect(nodeComplaint(version)).toMatch(/needs Node 20\.19/);
  for (const version of ["20.19.0", "22.12.0", "24.0.0"]) expect(nodeComplaint(version)).toBeNull();
});
