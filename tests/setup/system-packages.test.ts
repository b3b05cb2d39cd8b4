import { expect, test } from "vitest";
import { decide, ensureSystemPackages } from "@/server/setup/system-packages";

const standing = { isRoot: false, hasTerminal: false, hasApt: true };
const asked = ["sudo apt-get update", "sudo apt-get install --yes --no-install-recommends bubblewrap"];
const unattended = ["apt-get update", "apt-get install --yes --no-install-recommends bubblewrap"];

test("nothing is asked or done when nothing is missing", () => {
  expect(decide([], { isRoot: true, hasTerminal: true, hasApt: true })).toEqual({ kind: "nothing" });
});

test("on a terminal people are asked, with the exact commands", () => {
  expect(decide(["bubblewrap"], { ...standing, hasTerminal: true })).toEqual({ kind: "ask", commands: asked });
  expect(decide(["bubblewrap"], { ...standing, hasTerminal: true, isRoot: true })).toEqual({ kind: "ask", commands: unattended });
});

test("without a terminal root installs, and anybody else is only told: sudo is never used unasked", () => {
  expect(decide(["bubblewrap"], { ...standing, isRoot: true })).toEqual({ kind: "install", commands: unattended });
  expect(decide(["bubblewrap"], standing)).toEqual({ kind: "tell", commands: asked });
});

test("where there is no apt the names are told", () => {
  expect(decide(["bubblewrap"], { isRoot: true, hasTerminal: true, hasApt: false })).toEqual({ kind: "tell", commands: [] });
});

test("what is in place is not mentioned again", async () => {
  const present = { name: "present", purpose: "is here", isInstalled: () => true };
  expect(await ensureSystemPackages([present], "")).toEqual([]);
});
