import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { bankFolder, type FolderFault, type QuestionFolder } from "@/server/questions/folder";

/**
 * Beside the gate, which runs everywhere: an exercise's solutions against an answer of other origin (torch, central
 * differences), on an author's machine. The report stays in the folder, bound to the files that it is about.
 */
const driver = fileURLToPath(new URL("./python/verify.py", import.meta.url));
const timeLimitMs = 600_000;

const findings = z.object({
  oracle: z.string().min(1, "oracle.py needs a docstring that says where its answers come from"),
  cases: z.number().int(),
  calls: z.number().int(),
  versions: z.record(z.string(), z.string()),
  disagreements: z.array(z.object({ seed: z.number(), solution: z.string(), difference: z.string() })),
});
/** `verified.json`. `digest` covers oracle.py and every solution: when one changes, the report no longer counts. */
export const verifiedReport = z.strictObject({ ...findings.omit({ disagreements: true }).shape, solutions: z.array(z.string()), digest: z.string() });
export type VerifiedReport = z.infer<typeof verifiedReport>;

export type Verification = { readonly slug: string; readonly isVerified: boolean; readonly cases: number; readonly faults: readonly FolderFault[] };

export async function verify(folder: QuestionFolder, cases: number, bank = bankFolder): Promise<Verification> {
  const { question } = folder;
  const { slug } = question;
  if (question.kind === "concept") return { slug, isVerified: true, cases: 0, faults: [] };
  const path = join(bank, slug);
  const refused = (file: string, field: string, message: string): Verification =>
    ({ slug, isVerified: false, cases, faults: [{ file: `${slug}/${file}`, field, message }] });
  if (!existsSync(join(path, "oracle.py"))) {
    return refused("oracle.py", "", "is missing: answers of another origin than the solutions, with draw(rng) and the question's functions");
  }
  const names = question.solutions.map((each) => each.name);
  const given = JSON.stringify({ solutions: names, tolerances: question.tolerances });
  const ran = await promisify(execFile)("/usr/bin/python3", ["-B", driver, path, String(cases), given], {
    timeout: timeLimitMs, maxBuffer: 16 * 2 ** 20, env: { ...process.env, OMP_NUM_THREADS: "1" },
  }).catch((fault: Error & { stderr?: string }) => fault);
  if (ran instanceof Error) return refused("oracle.py", "", (ran.stderr ?? "").trim().split("\n").at(-1) || ran.message);

  const found = findings.safeParse(JSON.parse(ran.stdout));
  if (!found.success) return refused("oracle.py", "", found.error.issues.map((issue) => issue.message).join("; "));
  const { disagreements, ...rest } = found.data;
  if (disagreements.length > 0) {
    return {
      slug, isVerified: false, cases,
      faults: disagreements.slice(0, 5).map((each) => ({
        file: `${slug}/solutions/${each.solution}.py`, field: `case ${each.seed}`, message: `disagrees with oracle.py: ${each.difference}`,
      })),
    };
  }
  const report: VerifiedReport = { ...rest, solutions: names, digest: verifiedDigest(path, names) };
  writeFileSync(join(path, "verified.json"), `${JSON.stringify(report, null, 2)}\n`);
  return { slug, isVerified: true, cases, faults: [] };
}

/** Whether the report in the folder is about the oracle and the solutions that stand there now. */
export function isVerified(folder: QuestionFolder, bank = bankFolder): boolean {
  const { question } = folder;
  if (question.kind === "concept") return true;
  const path = join(bank, question.slug);
  if (!existsSync(join(path, "verified.json"))) return false;
  const report = verifiedReport.safeParse(JSON.parse(readFileSync(join(path, "verified.json"), "utf8")));
  return report.success && report.data.digest === verifiedDigest(path, question.solutions.map((each) => each.name));
}

function verifiedDigest(path: string, solutions: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of ["oracle.py", ...solutions.map((name) => `solutions/${name}.py`)]) {
    hash.update(`${file}\n`).update(readFileSync(join(path, file))).update("\n");
  }
  return hash.digest("hex");
}
