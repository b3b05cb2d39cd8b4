import type { Pool, PoolClient } from "pg";
import type { Audience, EntryKind, EntryPayload } from "@/lib/transcript/entries";

/** An entry that is to be written. Its seq and time come from the database. */
export type NewEntry = {
  [K in EntryKind]: {
    readonly interviewId: string;
    readonly kind: K;
    readonly participantId: string | null;
    readonly audience: Audience;
    readonly payload: EntryPayload<K>;
    /** Only for `edited`. */
    readonly update?: Uint8Array;
    /** An edit that a locked editor refuses: a candidate's. */
    readonly respectsLock?: boolean;
  };
}[EntryKind];

/** Where an entry ended up; null for an edit that came after the deadline, or into a locked editor. */
export type Written = { readonly seq: number; readonly at: number } | null;

/** The channel that carries `{ interviewId, seq }` to web nodes, never one per edit (house.md, rule 8). */
export const entriesChannel = "convolve_entries";

/**
 * One statement for entries of any number of interviews. The rows of the interviews are locked in the order of
 * their ids, so that two writers never wait for each other in a circle; seq comes from that row, so that a reader who
 * has seen n has seen all before it. The deadline is compared with the database's clock, under the lock.
 */
const insert = `
WITH input AS (
  SELECT * FROM unnest($1::int[], $2::uuid[], $3::text[], $4::bool[], $5::text[], $6::uuid[], $7::jsonb[], $8::bytea[], $9::bool[])
    AS t(ord, interview_id, kind, is_for_everyone, audience, participant_id, payload, update, respects_lock)
), locked AS (
  SELECT id, next_seq, phase, deadline_at, editor_locked FROM interviews
  WHERE id IN (SELECT interview_id FROM input) ORDER BY id FOR UPDATE
), accepted AS (
  SELECT input.*, locked.next_seq + row_number() OVER (PARTITION BY interview_id ORDER BY ord) - 1 AS seq
  FROM input JOIN locked ON locked.id = input.interview_id
  WHERE input.kind <> 'edited' OR (
    locked.phase = 'live'
    AND (locked.deadline_at IS NULL OR clock_timestamp() < locked.deadline_at)
    AND NOT (input.respects_lock AND locked.editor_locked)
  )
), advanced AS (
  UPDATE interviews SET next_seq = next_seq + counted.n
  FROM (SELECT interview_id, count(*)::int AS n FROM accepted GROUP BY interview_id) AS counted
  WHERE interviews.id = counted.interview_id
), written AS (
  INSERT INTO entries (interview_id, seq, kind, is_for_everyone, audience, participant_id, at, payload, update)
  SELECT interview_id, seq, kind, is_for_everyone, audience::uuid[], participant_id, clock_timestamp(), payload, update
  FROM accepted
  RETURNING interview_id, seq, at
), told AS (
  SELECT pg_notify('${entriesChannel}', json_build_object('interviewId', interview_id, 'seq', max(seq))::text)
  FROM accepted WHERE kind <> 'edited' GROUP BY interview_id
)
SELECT accepted.ord, accepted.seq::int AS seq, (extract(epoch FROM written.at) * 1000)::float8 AS at, (SELECT count(*) FROM told) AS told
FROM accepted JOIN written USING (interview_id, seq)`;

/** Appends entries in the order given, inside the caller's transaction if it has one. */
export async function appendEntries(client: Pool | PoolClient, entries: readonly NewEntry[]): Promise<Written[]> {
  const result = await client.query<{ ord: number; seq: number; at: number }>(insert, [
    entries.map((_, index) => index),
    entries.map((each) => each.interviewId),
    entries.map((each) => each.kind),
    entries.map((each) => each.audience === "everyone"),
    entries.map((each) => (each.audience === "everyone" ? "{}" : `{${each.audience.join(",")}}`)),
    entries.map((each) => each.participantId),
    entries.map((each) => JSON.stringify(each.payload)),
    entries.map((each) => (each.update ? Buffer.from(each.update) : null)),
    entries.map((each) => each.respectsLock ?? false),
  ]);
  const written: Written[] = entries.map(() => null);
  for (const row of result.rows) written[row.ord] = { seq: row.seq, at: Math.round(row.at) };
  return written;
}

/** Appends one entry that no lock or deadline refuses. */
export async function appendEntry(client: Pool | PoolClient, entry: Exclude<NewEntry, { kind: "edited" }>): Promise<{ seq: number; at: number }> {
  const [written] = await appendEntries(client, [entry]);
  if (!written) throw new Error(`no interview ${entry.interviewId} to write ${entry.kind} into`);
  return written;
}
