import type { Pool } from "pg";
import { openCaseSet, randomSeed, type CaseSet, type StoredCaseSet } from "@/server/judge/case-set";
import type { Judge, JudgedVersion } from "@/server/judge/judge";

/** Sets in stock for each version: at a dozen tests some 200 cases. */
const stockSize = 16;
/** A set that has served so many submissions is retired: bits that leak from it are soon worth nothing. */
const maxUses = 200;
/** Opened sets kept in memory: a set has some hundred kilobytes. */
const maxOpened = 200;

/** The drawn cases of all question versions: made ahead, in the background, by the reference in its sandbox. */
export interface CaseStock {
  /** A set that this participant has not met, if there is one; made on the spot when the stock is empty. */
  draw(questionVersionId: string, version: JudgedVersion, participantId: string): Promise<CaseSet>;
  /** Makes what is missing, one set at a time, for versions that interviews can use. */
  refillOne(): Promise<boolean>;
}

export function createCaseStock(options: {
  pool: Pool;
  judge: Judge;
  versionOf: (questionVersionId: string) => Promise<JudgedVersion | null>;
}): CaseStock {
  const { pool, judge, versionOf } = options;
  const opened = new Map<string, CaseSet>();
  /** Sets that a participant has met on this worker: a hint for the draw, not a promise. */
  const met = new Map<string, Set<string>>();

  async function make(questionVersionId: string, version: JudgedVersion): Promise<StoredCaseSet> {
    const made = await judge.makeCaseSet(version, randomSeed());
    await pool.query(
      `INSERT INTO case_sets (id, question_version_id, seed, cases, digest) VALUES (gen_random_uuid(), $1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [questionVersionId, made.seed.toString(), made.encoded, made.digest],
    );
    return made;
  }

  function open(key: string, stored: StoredCaseSet): CaseSet {
    const set = openCaseSet(stored);
    for (const oldest of opened.keys()) {
      if (opened.size < maxOpened) break;
      opened.delete(oldest);
    }
    opened.set(key, set);
    return set;
  }

  return {
    async draw(questionVersionId, version, participantId) {
      const mine = met.get(participantId) ?? new Set<string>();
      if (met.size > 5_000) met.clear();
      met.set(participantId, mine);
      const { rows } = await pool.query<{ id: string; seed: string; digest: string }>(
        `UPDATE case_sets SET uses = uses + 1, retired_at = CASE WHEN uses + 1 >= $2 THEN clock_timestamp() END
         WHERE id = (
           SELECT id FROM case_sets WHERE question_version_id = $1 AND retired_at IS NULL AND NOT id = ANY ($3)
           ORDER BY random() LIMIT 1 FOR UPDATE SKIP LOCKED
         ) RETURNING id, seed, digest`,
        [questionVersionId, maxUses, [...mine]],
      );
      const [row] = rows;
      if (!row) {
        const made = await make(questionVersionId, version);
        return openCaseSet(made);
      }
      mine.add(row.id);
      const known = opened.get(row.id);
      if (known) return known;
      const { rows: stored } = await pool.query<{ cases: Buffer }>("SELECT cases FROM case_sets WHERE id = $1", [row.id]);
      const encoded = stored[0]?.cases;
      if (!encoded) throw new Error(`the case set ${row.id} is gone`);
      return open(row.id, { seed: BigInt(row.seed), digest: row.digest, encoded });
    },
    async refillOne() {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT question_versions.id FROM question_versions JOIN questions ON current_version_id = question_versions.id
         WHERE material IS NOT NULL AND material <> 'null' AND material ->> 'runtime' = ANY ($2)
           AND (SELECT count(*) FROM case_sets WHERE question_version_id = question_versions.id AND retired_at IS NULL) < $1
         ORDER BY (SELECT count(*) FROM case_sets WHERE question_version_id = question_versions.id AND retired_at IS NULL), random() LIMIT 1`,
        [stockSize, judge.runtimes],
      );
      const questionVersionId = rows[0]?.id;
      if (questionVersionId === undefined) return false;
      const version = await versionOf(questionVersionId);
      if (version) await make(questionVersionId, version);
      return version !== null;
    },
  };
}
