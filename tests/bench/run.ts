import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { isReached, type Bench, type Figures, type Goal } from "@/tests/bench/bench";

/**
 * `npm run bench -- <name> [--json]`: runs tests/bench/<name>.bench.ts. With --json standard output has one JSON object and
 * nothing else; what is being measured is told on standard error. A goal that is missed is shown, not an exit code: ratios
 * are kept on a quiet machine alone.
 */
const ending = ".bench.ts";
const names = readdirSync(new URL(".", import.meta.url)).filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length)).sort();
const usage = `Usage: npm run bench -- <${names.join("|")}> [--json]`;

function readArguments(): { name: string; json: boolean } | null {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean", default: false } } });
    const [name, ...more] = positionals;
    return name !== undefined && more.length === 0 && names.includes(name) ? { name, json: values.json } : null;
  } catch {
    return null;
  }
}

function table(figures: Figures, goals: Readonly<Record<string, Goal>>): string {
  const width = Math.max(...Object.keys(figures).map((figure) => figure.length));
  return Object.entries(figures).map(([figure, value]) => {
    const goal = goals[figure];
    const mark = value === null || !goal ? " " : isReached(value, goal) ? "✓" : "✗";
    const wanted = goal ? (goal.atMost === undefined ? `at least ${goal.atLeast}` : `at most ${goal.atMost}`) : "";
    return `${mark} ${figure.padEnd(width)}  ${String(value ?? "not measured").padStart(12)}  ${wanted}`;
  }).join("\n");
}

const asked = readArguments();
if (asked === null) {
  console.error(usage);
  process.exit(2);
}
const { bench } = (await import(`./${asked.name}${ending}`)) as { bench: Bench };
const startedAt = performance.now();
const figures = await bench.measure((words) => console.error(`  ${words} …`));
if (asked.json) console.log(JSON.stringify(figures));
else {
  console.log(`\n${table(figures, bench.goals)}\n`);
  console.log(`${Math.round((performance.now() - startedAt) / 1000)} s on ${availableParallelism()} cores`);
}
// Whatever a bench forgot to close must not hold the command.
process.exit(0);
