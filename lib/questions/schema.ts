import { z } from "zod";
import { bilingual } from "@/lib/text/locales";

/** What `prisma/bank/<slug>/question.yaml` may say. Long texts and programs are files beside it (see `questionFiles`). */

export const questionKinds = ["concept", "coding", "bug_hunt"] as const;
export type QuestionKind = (typeof questionKinds)[number];
export const difficulties = ["easy", "medium", "hard"] as const;
export type Difficulty = (typeof difficulties)[number];
export const runtimes = ["numpy", "torch"] as const;
export type Runtime = (typeof runtimes)[number];
export const testGroups = ["basic", "edge", "gradient", "numerics", "contract", "speed"] as const;
export type TestGroup = (typeof testGroups)[number];
export const topics = [
  "architecture", "convolution", "pooling", "activation", "fully_connected", "normalization", "loss", "regularization",
  "initialization", "optimization", "augmentation", "preprocessing", "residual", "transfer", "detection",
  "style_transfer", "training", "evaluation",
] as const;
export type Topic = (typeof topics)[number];

export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case words joined by hyphens").max(64);
/** Names of tests, mistakes and findings are also Python identifiers or file names. */
const name = z.string().regex(/^[a-z][a-z0-9_]*$/, "lower-case words joined by underscores").max(64);
const python = z.string().min(1).max(20_000);

/** |a - b| <= absolute + relative * |b|, per floating dtype of the expected value. */
export const tolerance = z.strictObject({ absolute: z.number().nonnegative(), relative: z.number().nonnegative() });
export type Tolerance = z.infer<typeof tolerance>;
export const tolerances = z.strictObject({ float64: tolerance, float32: tolerance });
export type Tolerances = z.infer<typeof tolerances>;
export const defaultTolerances: Tolerances = {
  float64: { absolute: 1e-8, relative: 1e-7 },
  float32: { absolute: 1e-5, relative: 1e-4 },
};

/** An example is a visible test: executed as written, compared with what `expect` evaluates to, shown in the statement. */
export const example = z.strictObject({
  name,
  title: bilingual,
  /** Python statements that make the arguments; NumPy is `np`. */
  setup: z.string().max(20_000).default(""),
  /** One Python expression that calls the candidate's function. */
  call: python,
  /** One Python expression for the right answer, or `raises ValueError`. */
  expect: python,
  note: bilingual.optional(),
});
export type Example = z.infer<typeof example>;

/** A hidden test: `name` is a function of tests.py that draws a case from `rng`. */
export const hiddenTest = z.strictObject({
  name,
  title: bilingual,
  group: z.enum(testGroups),
  weight: z.number().int().min(0).max(20),
  tolerance: tolerances.optional(),
  /** `rule`: float32 and float64 are told apart, integers by kind. `exact`: integers too. `any_float`: either float. */
  dtype: z.enum(["rule", "exact", "any_float"]).default("rule"),
});
export type HiddenTest = z.infer<typeof hiddenTest>;

const namedProgram = z.strictObject({ name, title: bilingual });
export const mistake = z.strictObject({
  name,
  title: bilingual,
  diagnosis: bilingual,
  /** False where the table of bank.md lists a slow way: right values, a speed finding. */
  wrong: z.boolean().default(true),
});
export type Mistake = z.infer<typeof mistake>;

const stage = z.strictObject({ title: bilingual, prompt: bilingual, minutes: z.number().int().positive() });
const followUp = z.strictObject({ question: bilingual, answer: bilingual });
const rubricLine = z.strictObject({ name, title: bilingual, levels: z.array(bilingual).min(3).max(5) });

const common = {
  slug,
  seedItem: z.number().int().min(1).max(30).nullable(),
  difficulty: z.enum(difficulties),
  minutes: z.number().int().min(2).max(180),
  topics: z.array(z.enum(topics)).min(1),
  prerequisites: z.array(slug).default([]),
  title: bilingual,
  /** One line for lists. */
  summary: bilingual,
  followUps: z.array(followUp).min(2),
  sources: z.array(z.string().min(1)).min(1),
};

const judged = {
  ...common,
  runtime: z.enum(runtimes).default("numpy"),
  /** Functions (or classes) that the submission must define; the first names the file's purpose. */
  functions: z.array(z.string().regex(/^[A-Za-z_]\w*$/)).min(1),
  tolerances: tolerances.default(defaultTolerances),
  limits: z
    .strictObject({ timeLimitMs: z.number().int().min(100).max(60_000), memoryLimitBytes: z.number().int().min(2 ** 26) })
    .default({ timeLimitMs: 2_000, memoryLimitBytes: 512 * 2 ** 20 }),
  examples: z.array(example).min(1),
  tests: z.array(hiddenTest).min(10),
  solutions: z.array(namedProgram).min(2),
  /** The solution that gives expected values; one of `solutions`. */
  reference: name,
  mistakes: z.array(mistake).min(5),
  /** Wrong in another way than any planted mistake: must fail and be given no name, or that of `resembles`. */
  strays: z.array(z.strictObject({ name, resembles: name.optional() })).default([]),
  /** What an author's check in tests.py may report, by name. */
  findings: z.array(z.strictObject({ name, title: bilingual })).default([]),
  hints: z.array(bilingual).length(3),
  stages: z.array(stage).min(2),
  rubric: z.array(rubricLine).min(3),
};

export const conceptQuestion = z.strictObject({
  kind: z.literal("concept"),
  ...common,
  keyPoints: z.array(bilingual).min(3).max(6),
  commonWrongAnswers: z.array(z.strictObject({ claim: bilingual, correction: bilingual })).min(2),
});
export const codingQuestion = z.strictObject({ kind: z.literal("coding"), ...judged });
export const bugHuntQuestion = z.strictObject({ kind: z.literal("bug_hunt"), ...judged });

export const question = z.discriminatedUnion("kind", [conceptQuestion, codingQuestion, bugHuntQuestion]);
export type Question = z.infer<typeof question>;
export type ConceptQuestion = z.infer<typeof conceptQuestion>;
export type JudgedQuestion = z.infer<typeof codingQuestion> | z.infer<typeof bugHuntQuestion>;

/**
 * Files of a question's folder beside question.yaml.
 * Every kind: statement.{en,zh}.md (a concept's question), editorial.{en,zh}.md (a concept's explanation).
 * concept: answer.{en,zh}.md (the model answer). judged: guide.{en,zh}.md, starter.py, tests.py,
 * solutions/<name>.py, mistakes/<name>.py, strays/<name>.py.
 */
export function questionFiles(of: Question): string[] {
  const texts = of.kind === "concept" ? ["statement", "answer", "editorial"] : ["statement", "guide", "editorial"];
  const files = texts.flatMap((text) => [`${text}.en.md`, `${text}.zh.md`]);
  if (of.kind === "concept") return files;
  return [
    ...files,
    "starter.py",
    "tests.py",
    ...of.solutions.map((each) => `solutions/${each.name}.py`),
    ...of.mistakes.map((each) => `mistakes/${each.name}.py`),
    ...of.strays.map((each) => `strays/${each.name}.py`),
  ];
}
