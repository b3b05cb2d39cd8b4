import type { Pool } from "pg";
import type { InterviewAccess } from "@/server/interviews/access";

/** An entry as it is stored: `readEntry` in lib/transcript/entries.ts makes it an Entry, or says that it can't. */
export type StoredEntry = {
  readonly seq: number;
  readonly kind: string;
  readonly participantId: string | null;
  readonly at: number;
  readonly payload: unknown;
  /** Only for `edited`. */
  readonly update: Uint8Array | null;
};

type Row = Omit<StoredEntry, "update"> & { update: Buffer | null };

/** Who may read an entry was decided when it was written: no role, no phase and no later change is asked here. */
const select = `
SELECT seq, kind, participant_id AS "participantId", (extract(epoch FROM at) * 1000)::float8 AS at, payload, update
FROM entries
WHERE interview_id = $1 AND seq > $2
  AND (is_for_everyone OR $3::uuid = ANY (audience))
  AND ($4 OR kind <> 'edited')
ORDER BY seq LIMIT $5`;

/**
 * What this viewer may see of an interview, in order of seq. Gaps in seq are other people's entries.
 * Answers at most `limit`; go on from the last one's seq.
 */
export async function listEntries(
  database: { readonly pool: Pick<Pool, "query"> },
  access: InterviewAccess,
  options: { afterSeq?: number; limit?: number; withoutEdits?: boolean } = {},
): Promise<StoredEntry[]> {
  const { afterSeq = 0, limit = 5_000, withoutEdits = false } = options;
  const result = await database.pool.query<Row>(select, [access.interviewId, afterSeq, access.participantId, !withoutEdits, limit]);
  return result.rows.map((row) => ({ ...row, at: Math.round(row.at) }));
}
