import { questionSheet, type QuestionSheet } from "@/lib/questions/types";
import type { Database } from "@/server/db";

/** A line of the bank: the sheet without its long texts. */
export type QuestionRow = Pick<QuestionSheet, "slug" | "kind" | "seedItem" | "difficulty" | "minutes" | "topics" | "prerequisites" | "title" | "summary"> & {
  readonly runtime: string | null;
  readonly hiddenTestCount: number;
};

const row = questionSheet.pick({
  slug: true, kind: true, seedItem: true, difficulty: true, minutes: true, topics: true, prerequisites: true, title: true, summary: true,
});

export async function listQuestions(database: Database): Promise<QuestionRow[]> {
  const { rows } = await database.pool.query<{ sheet: Record<string, unknown>; runtime: string | null; hidden: number | null }>(
    `SELECT sheet - 'statement' - 'coding' AS sheet, sheet->'coding'->>'runtime' AS runtime, (sheet->'coding'->>'hiddenTestCount')::int AS hidden
     FROM questions JOIN question_versions ON question_versions.id = current_version_id
     ORDER BY (sheet->>'seedItem')::int NULLS LAST, slug`,
  );
  return rows.map((each) => ({ ...row.parse(each.sheet), runtime: each.runtime, hiddenTestCount: each.hidden ?? 0 }));
}

export async function getQuestionSheet(database: Database, slug: string): Promise<QuestionSheet | null> {
  const { rows } = await database.pool.query<{ sheet: unknown }>(
    "SELECT sheet FROM questions JOIN question_versions ON question_versions.id = current_version_id WHERE slug = $1",
    [slug],
  );
  return rows[0] ? questionSheet.parse(rows[0].sheet) : null;
}
