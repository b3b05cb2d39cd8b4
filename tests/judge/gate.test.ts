import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openJudge, type Judge } from "@/server/judge/judge";
import { listSlugs, readFolder } from "@/server/questions/folder";
import { runGate } from "@/server/questions/gate";

let judge: Judge;
beforeAll(async () => {
  const opened = await openJudge({ size: 4 });
  if (!opened.ok) throw new Error(opened.code);
  judge = opened.value;
});
afterAll(() => judge.close());

describe("the bank", () => {
  for (const slug of listSlugs()) {
    it(`proves ${slug}: right solutions pass, every planted mistake fails by its own name`, async () => {
      const read = readFolder(slug);
      expect(read.ok ? [] : read.faults).toEqual([]);
      if (read.ok) expect((await runGate(judge, read.folder, { seeds: [1n, 2n] })).faults).toEqual([]);
    }, 60_000);
  }

  it("refuses a question whose mistake passes, and names the file", async () => {
    const read = readFolder("conv2d-forward");
    if (!read.ok) throw new Error("conv2d-forward is broken");
    const { question, files } = read.folder;
    const spoiled = { question, files: { ...files, "mistakes/flipped_kernel.py": files["solutions/loops.py"] ?? "" } };
    const report = await runGate(judge, spoiled, { seeds: [1n] });
    expect(report.isPassed).toBe(false);
    expect(report.faults[0]).toMatchObject({ file: "conv2d-forward/mistakes/flipped_kernel.py", message: expect.stringContaining("passes every hidden test") });
  }, 60_000);
});
