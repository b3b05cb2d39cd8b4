import { z } from "zod";
import { bilingual } from "@/lib/text/locales";
import { difficulties, example, questionKinds, runtimes, tolerances, topics } from "@/lib/questions/schema";

/** The three projections of a question version, by who may read them. What is not in a type cannot leak through it. */

/** Everyone: what the bank, the room and the candidate's browser get. */
export const questionSheet = z.strictObject({
  slug: z.string(),
  kind: z.enum(questionKinds),
  seedItem: z.number().nullable(),
  difficulty: z.enum(difficulties),
  minutes: z.number(),
  topics: z.array(z.enum(topics)),
  prerequisites: z.array(z.string()),
  title: bilingual,
  summary: bilingual,
  /** Markdown with $…$ and $$…$$. */
  statement: bilingual,
  /** Null for a concept question. */
  coding: z
    .strictObject({
      runtime: z.enum(runtimes),
      functions: z.array(z.string()),
      starter: z.string(),
      examples: z.array(example),
      tolerances,
      limits: z.strictObject({ timeLimitMs: z.number(), memoryLimitBytes: z.number() }),
      hiddenTestCount: z.number(),
      hintCount: z.number(),
      stageCount: z.number(),
    })
    .nullable(),
});
export type QuestionSheet = z.infer<typeof questionSheet>;

/** Interviewers who may see it, and people who have finished the question (product.md P3). */
export const questionGuide = z.strictObject({
  editorial: bilingual,
  followUps: z.array(z.strictObject({ question: bilingual, answer: bilingual })),
  sources: z.array(z.string()),
  concept: z
    .strictObject({
      answer: bilingual,
      keyPoints: z.array(bilingual),
      commonWrongAnswers: z.array(z.strictObject({ claim: bilingual, correction: bilingual })),
    })
    .nullable(),
  coding: z
    .strictObject({
      guide: bilingual,
      hints: z.array(bilingual),
      stages: z.array(z.strictObject({ title: bilingual, prompt: bilingual, minutes: z.number() })),
      rubric: z.array(z.strictObject({ name: z.string(), title: bilingual, levels: z.array(bilingual) })),
      solutions: z.array(z.strictObject({ name: z.string(), title: bilingual, source: z.string() })),
      /** Names of hidden tests, so that an interviewer's verdict reads as words. Never their data. */
      tests: z.array(z.strictObject({ name: z.string(), title: bilingual, group: z.string(), weight: z.number() })),
      mistakes: z.array(z.strictObject({ name: z.string(), title: bilingual, diagnosis: bilingual })),
      findings: z.array(z.strictObject({ name: z.string(), title: bilingual })),
    })
    .nullable(),
});
export type QuestionGuide = z.infer<typeof questionGuide>;
