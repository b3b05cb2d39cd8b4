import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { missingEntries } from "@/server/setup/complete-lock.mjs";
import { inRepository } from "@/server/setup/paths";

const lock = JSON.parse(readFileSync(inRepository("package-lock.json"), "utf8"));

test("the lock file names every optional package of every machine, without which npm ci refuses it", () => {
  expect(Object.keys(missingEntries(lock)), "mend it with: node server/setup/complete-lock.mjs").toEqual([]);
});

test("the lock file names no host that packages come from", () => {
  expect(JSON.stringify(lock)).not.toMatch(/"resolved"/);
});

test("a package for another machine is told by its name", () => {
  const packages = {
    "": {},
    "node_modules/tool": {
      optionalDependencies: { "@tool/linux-x64-musl": "1.2.3", "@tool/win32-arm64-msvc": "^1.2.3", "@tool/here": "1.2.3" },
    },
    "node_modules/tool/node_modules/@tool/here": { version: "1.2.3" },
  };
  expect(missingEntries({ packages })).toEqual({
    "node_modules/@tool/linux-x64-musl": { version: "1.2.3", optional: true, os: ["linux"], cpu: ["x64"], libc: ["musl"] },
    "node_modules/@tool/win32-arm64-msvc": { version: "1.2.3", optional: true, os: ["win32"], cpu: ["arm64"] },
  });
});
