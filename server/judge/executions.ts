import type { Pool } from "pg";
import type { JudgedVersion } from "@/server/judge/judge";
import { judgeMaterial } from "@/server/questions/material";

/** An execution that waits for its verdict, as its row says. */
export type PendingExecution = {
  readonly executionId: string;
  readonly kind: "run" | "submission";
  readonly interviewId: string;
  readonly participantId: string;
  readonly questionVersionId: string;
  readonly source: string;
  readonly input: string | null;
};

/** Null when it has its verdict already: somebody else was faster. */
export async function takeExecution(pool: Pool, executionId: string): Promise<PendingExecution | null> {
  const { rows } = await pool.query<PendingExecution>(
    `UPDATE executions SET tries = tries + 1, started_at = coalesce(started_at, clock_timestamp())
     WHERE id = $1 AND verdict IS NULL
     RETURNING id AS "executionId", kind, interview_id AS "interviewId", participant_id AS "participantId",
       question_version_id AS "questionVersionId", source, input`,
    [executionId],
  );
  return rows[0] ?? null;
}

/** Versions kept parsed: they never change. */
const maxVersions = 100;

/** Reads question versions, each once. Null: there is nothing to judge (a concept question). */
export function createVersions(pool: Pool): (questionVersionId: string) => Promise<JudgedVersion | null> {
  const known = new Map<string, JudgedVersion | null>();
  return async (questionVersionId) => {
    const found = known.get(questionVersionId);
    if (found !== undefined) return found;
    const { rows } = await pool.query<{ digest: string; material: unknown }>("SELECT digest, material FROM question_versions WHERE id = $1", [
      questionVersionId,
    ]);
    const [row] = rows;
    if (!row) throw new Error(`no question version ${questionVersionId}`);
    const version = row.material === null ? null : { digest: row.digest, material: judgeMaterial.parse(row.material) };
    for (const oldest of known.keys()) {
      if (known.size < maxVersions) break;
      known.delete(oldest);
    }
    known.set(questionVersionId, version);
    return version;
  };
}
