import { z } from "zod";
import { example, hiddenTest, mistake, runtimes, tolerances, type JudgedQuestion } from "@/lib/questions/schema";
import type { QuestionFolder } from "@/server/questions/folder";

/** What the judge needs of a question version, and nobody else may see: the column `question_versions.material`. */
export const judgeMaterial = z.object({
  slug: z.string(),
  runtime: z.enum(runtimes),
  functions: z.array(z.string()),
  tolerances,
  limits: z.object({ timeLimitMs: z.number(), memoryLimitBytes: z.number() }),
  examples: z.array(example),
  tests: z.array(hiddenTest),
  findings: z.array(z.object({ name: z.string() })),
  reference: z.string(),
  mistakes: z.array(mistake),
  /** tests.py */
  testsSource: z.string(),
  /** By name of the solution. */
  solutionSources: z.record(z.string(), z.string()),
  /** By name of the mistake. */
  mistakeSources: z.record(z.string(), z.string()),
});
export type JudgeMaterial = z.infer<typeof judgeMaterial>;

/** Null for a concept question: there is nothing to judge. */
export function materialOf({ question, files }: QuestionFolder): JudgeMaterial | null {
  if (question.kind === "concept") return null;
  return {
    slug: question.slug,
    runtime: question.runtime,
    functions: question.functions,
    tolerances: question.tolerances,
    limits: question.limits,
    examples: question.examples,
    tests: question.tests,
    findings: question.findings.map(({ name }) => ({ name })),
    reference: question.reference,
    mistakes: question.mistakes,
    testsSource: files["tests.py"] ?? "",
    solutionSources: sources(question.solutions, "solutions", files),
    mistakeSources: sources(question.mistakes, "mistakes", files),
  };
}

function sources(
  programs: JudgedQuestion["solutions"] | JudgedQuestion["mistakes"],
  folder: string,
  files: QuestionFolder["files"],
): Record<string, string> {
  return Object.fromEntries(programs.map(({ name }) => [name, files[`${folder}/${name}.py`] ?? ""]));
}
