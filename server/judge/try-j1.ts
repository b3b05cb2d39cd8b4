import { openPool } from "@/server/judge/sandbox/pool";
const log = (f: object, m: string) => console.log(m, JSON.stringify(f));
const opened = await openPool({ runtime: "numpy", size: 4, logger: { info: log, warn: log, error: log } });
if (!opened.ok) process.exit(1);
const pool = opened.value;
console.log(JSON.stringify(pool.report));
const all = [];
for (let i = 0; i < 6; i++) { const t = performance.now(); all.push(await pool.take()); console.log("take", (performance.now() - t).toFixed(1)); }
await Promise.all(all.map((s) => s.close()));
let t = performance.now();
await new Promise((r) => setTimeout(r, 1500));
const taken = await Promise.all([0,1,2,3].map(() => pool.take()));
t = performance.now();
const extra = await pool.take(); console.log("miss", (performance.now() - t).toFixed(1));
await extra.close(); for (const s of taken) await s.close();
// throughput
t = performance.now();
let done = 0;
await Promise.all([0,1,2].map(async () => { for (let i = 0; i < 15; i++) { const s = await pool.take(); await s.load("def f(x):\n return x\n", { functions: ["f"], texts: false, deadlineMs: 2000 }); for (let j = 0; j < 10; j++) await s.call("f", [{ kind: "none" }], [], { timeLimitMs: 1000, answerCapBytes: 4096, texts: false }); await s.close(); done++; } }));
console.log("per second", (done / ((performance.now() - t) / 1000)).toFixed(1));
await pool.close();
