import type { QuestionSheet } from "@/lib/questions/types";

/** Whether a question fits what somebody types: every word, in either language, in its title, summary, slug or topics. */
export function fitsSearch(question: Pick<QuestionSheet, "slug" | "title" | "summary" | "topics">, search: string): boolean {
  const { slug, title, summary, topics } = question;
  const text = [slug, title.en, title.zh, summary.en, summary.zh, ...topics].join("\n").toLowerCase();
  return search.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
