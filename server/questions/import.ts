import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type { QuestionGuide, QuestionSheet } from "@/lib/questions/types";
import { transaction } from "@/server/database/transaction";
import { digestFiles } from "@/server/questions/digest";
import { bankFolder, listSlugs, readFolder, type FolderFault, type QuestionFolder } from "@/server/questions/folder";
import { guideOf, sheetOf } from "@/server/questions/projections";
import { materialOf } from "@/server/questions/material";

export type Imported = { readonly published: number; readonly unchanged: number; readonly faults: readonly FolderFault[] };

/** The lock of imports: two processes that start at once must not publish the same version twice. */
const importLock = 0x62616e6b;

/**
 * Brings the folders of the bank into the database. A folder whose content is known is left alone; another content is a
 * new version, and the present one from now on. Versions are never changed: interviews keep theirs.
 */
export async function importBank(database: { readonly pool: Pool }, bank: string = bankFolder): Promise<Imported> {
  const faults: FolderFault[] = [];
  let published = 0;
  let unchanged = 0;
  for (const slug of listSlugs(bank)) {
    const read = readFolder(slug, bank);
    if (!read.ok) faults.push(...read.faults);
    else if (await publish(database, read.folder)) published += 1;
    else unchanged += 1;
  }
  return { published, unchanged, faults };
}

async function publish(database: { readonly pool: Pool }, folder: QuestionFolder): Promise<boolean> {
  const { slug } = folder.question;
  const digest = digestFiles(folder.files);
  return transaction(database.pool, async (client) => {
    await client.query("SELECT pg_advisory_xact_lock($1)", [importLock]);
    const { rows: questions } = await client.query<{ id: string }>(
      "INSERT INTO questions (id, slug) VALUES ($1, $2) ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug RETURNING id",
      [randomUUID(), slug],
    );
    const questionId = questions[0]?.id;
    const { rows: known } = await client.query<{ id: string }>(
      "SELECT id FROM question_versions WHERE question_id = $1 AND digest = $2",
      [questionId, digest],
    );
    const versionId = known[0]?.id ?? randomUUID();
    if (!known[0]) {
      const sheet: QuestionSheet = sheetOf(folder);
      const guide: QuestionGuide = guideOf(folder);
      await client.query(
        `INSERT INTO question_versions (id, question_id, version, digest, sheet, guide, material)
         VALUES ($1, $2, (SELECT coalesce(max(version), 0) + 1 FROM question_versions WHERE question_id = $2), $3, $4, $5, $6)`,
        [versionId, questionId, digest, JSON.stringify(sheet), JSON.stringify(guide), JSON.stringify(materialOf(folder))],
      );
    }
    await client.query("UPDATE questions SET current_version_id = $2 WHERE id = $1", [questionId, versionId]);
    return !known[0];
  });
}
