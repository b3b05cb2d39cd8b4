import { once } from "node:events";
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findBlocker } from "@/server/setup/reach";
import { createServiceFolder, giveToService, requireServiceUser, spawnAsService } from "@/server/setup/service-user";

const isRoot = process.getuid?.() === 0;
let folder: string;
beforeEach(() => {
  // mkdtemp makes it 0700: closed to everybody but its owner.
  folder = mkdtempSync(join(tmpdir(), "convolve-private-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function outputOf(script: string, reach: string[]): Promise<string> {
  const child = spawnAsService("sh", ["-c", script], { stdio: ["ignore", "pipe", "pipe"], reach });
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await once(child, "close");
  return text.trim();
}

test("a service never runs as root, has no root's groups and cannot become root again", async () => {
  const [uid, groups] = (await outputOf("id -u; id -G", [])).split("\n");
  expect(uid).not.toBe("0");
  expect(groups?.split(" ")).not.toContain("0");
});

test.runIf(isRoot)("a closed folder on the way is passed by the service alone, and only to what it needs", async () => {
  const needed = join(folder, "needed");
  mkdirSync(needed);
  chmodSync(needed, 0o755);
  writeFileSync(join(needed, "file"), "reached");
  writeFileSync(join(folder, "diary"), "not for you");
  chmodSync(join(folder, "diary"), 0o644);
  expect(findBlocker(requireServiceUser()!, needed)).toBe(folder);

  expect(await outputOf(`cat ${needed}/file; echo; ls ${folder}; id -u; grep NoNewPrivs /proc/self/status`, [needed])).toBe(
    `reached\nneeded\n${requireServiceUser()!.uid}\nNoNewPrivs:\t1`,
  );
  expect(lstatSync(folder).mode & 0o777).toBe(0o700);
});

test.runIf(isRoot)("a folder that is itself closed, as a clone into a private one, is opened to what lies in it", async () => {
  writeFileSync(join(folder, "package.json"), "{}", { mode: 0o644 });
  mkdirSync(join(folder, "with 'quotes'"), { mode: 0o755 });
  writeFileSync(join(folder, "with 'quotes'", "file"), "reached", { mode: 0o644 });
  const script = `cat ${folder}/package.json; cat "${folder}/with 'quotes'/file"`;
  expect(await outputOf(script, [folder])).toBe("{}reached");
});

test.runIf(isRoot)("the process that was started is the command itself, so that signals reach it", async () => {
  const child = spawnAsService("sleep", ["60"], { stdio: "ignore", reach: [folder] });
  child.kill("SIGTERM");
  expect(await once(child, "close")).toEqual([null, "SIGTERM"]);
});

test.runIf(isRoot)("files are handed over, and a link is handed over without what it points to", () => {
  const outside = join(folder, "outside");
  writeFileSync(outside, "");
  const data = join(folder, "data");
  mkdirSync(data);
  symlinkSync(outside, join(data, "link"));
  giveToService(data, { recursive: true });
  const { uid } = requireServiceUser()!;
  expect(lstatSync(join(data, "link")).uid).toBe(uid);
  expect(lstatSync(outside).uid).toBe(0);
  createServiceFolder(join(folder, "made"));
  expect(lstatSync(join(folder, "made"))).toMatchObject({ uid });
  expect(lstatSync(join(folder, "made")).mode & 0o777).toBe(0o700);
});
