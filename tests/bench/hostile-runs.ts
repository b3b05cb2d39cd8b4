import type { SandboxPool } from "@/server/judge/sandbox/pool";
import { hostileCases, sourceOf } from "@/tests/judge/hostile-table";
import { inLanes } from "@/tests/bench/bench";
import { takeCensus, type Census } from "@/tests/support/census";

const data = Buffer.from(new Float64Array([1, 2, 3, 4]).buffer);
const options = { timeLimitMs: 150, answerCapBytes: 4_096, texts: false };

/** Every hostile program in turn, `count` runs; then how many processes, mounts, control groups and descriptors are left over. */
export async function countLeftovers(open: () => Promise<SandboxPool>, count: number): Promise<number> {
  // A first pool opens what stays open in any Node process.
  await (await open()).close();
  const before = takeCensus();
  const pool = await open();
  let next = 0;
  await inLanes(4, () => next < count, async () => {
    const hostile = hostileCases[next++ % hostileCases.length];
    if (!hostile) throw new Error("There is no hostile program.");
    const sandbox = await pool.take();
    const loaded = await sandbox.load(sourceOf(hostile), { functions: ["solve"], texts: false, deadlineMs: 300 });
    if (loaded.status === "loaded") {
      await sandbox.call("solve", [{ kind: "array", dtype: "f8", shape: [2, 2], data, layout: "c", readOnly: false }], [], options);
    }
    await sandbox.close();
  });
  await pool.close();
  return countMore(before, takeCensus());
}

function countMore(before: Census, now: Census): number {
  const beyond = (some: readonly string[], known: readonly string[]) => some.filter((one) => !known.includes(one)).length;
  return beyond(now.processes, before.processes) + beyond(now.cgroups, before.cgroups) +
    Math.max(0, now.mounts - before.mounts) + Math.max(0, now.descriptors - before.descriptors);
}
