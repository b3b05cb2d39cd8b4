import { z } from "zod";
import { slug } from "@/lib/questions/schema";

export const maxQuestions = 6;
export const minMinutes = 10;
export const maxMinutes = 180;

export const newInterview = z.strictObject({
  title: z.string().trim().max(120).nullish().transform((title) => title || null),
  questionSlugs: z.array(slug).min(1).max(maxQuestions),
  minutes: z.number().int().min(minMinutes).max(maxMinutes),
});
export type NewInterview = z.infer<typeof newInterview>;
