import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ensureSecrets } from "@/server/setup/secrets";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "convolve-secrets-"))));
afterEach(() => rmSync(folder, { recursive: true }));

test("secrets are made once, differ from each other, and only their owner may read them", () => {
  const first = ensureSecrets(folder);
  expect(new Set(Object.values(first)).size).toBe(3);
  expect(ensureSecrets(folder)).toEqual(first);
  expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["secrets.json"]);
});

test("a secrets file that others could read is closed to them", () => {
  ensureSecrets(folder);
  chmodSync(join(folder, "secrets.json"), 0o644);
  ensureSecrets(folder);
  expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("a damaged secrets file is not replaced by new secrets, which would lock the database away", () => {
  const file = join(folder, "secrets.json");
  writeFileSync(file, '{"secret": "');
  expect(() => ensureSecrets(folder)).toThrow(/is not whole/);
  expect(readFileSync(file, "utf8")).toBe('{"secret": "');
});

test("a link in the place of the secrets file is not followed", () => {
  const elsewhere = join(folder, "elsewhere.json");
  writeFileSync(elsewhere, "{}");
  symlinkSync(elsewhere, join(folder, "secrets.json"));
  expect(() => ensureSecrets(folder)).toThrow(/ELOOP/);
});
