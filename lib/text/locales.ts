import { z } from "zod";

export const locales = ["en", "zh"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "en";

export function isLocale(value: unknown): value is Locale {
  return locales.includes(value as Locale);
}

/** A text written in every language of the product. Text is data: what is stored is this, never one language. */
export const bilingual = z.strictObject({ en: z.string().trim().min(1), zh: z.string().trim().min(1) });
export type Bilingual = z.infer<typeof bilingual>;
