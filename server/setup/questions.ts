import { Pool } from "pg";
import { importBank } from "@/server/questions/import";
import { SetupError } from "@/server/setup/setup-error";

/** Brings the question bank of this clone into the database; says what came of it. */
export async function importQuestions(databaseUrl: string): Promise<string> {
  const pool = new Pool({ connectionString: databaseUrl, max: 2, application_name: "convolve-import" });
  try {
    const { published, unchanged, faults } = await importBank({ pool });
    const [first] = faults;
    if (first) throw new SetupError(`A question can't be imported: ${first.file} ${first.field}: ${first.message}`);
    return published === 0 ? `${unchanged}, up to date` : `${published + unchanged}, ${published} new or changed`;
  } finally {
    await pool.end();
  }
}
