import type { Pool, PoolClient } from "pg";
import * as Y from "yjs";
import { codeTextName } from "@/lib/realtime/document-client";
import type { EntryPayload } from "@/lib/transcript/entries";
import { fail, ok, type Result } from "@/lib/result";
import { transaction } from "@/server/database/transaction";
import { appendEntries, appendEntry } from "@/server/transcripts/append";

/** What an interviewer does with the interview itself. The caller has asked lib/interviews/permissions.ts. */
export type Conductor = { readonly interviewId: string; readonly participantId: string };
type Refusal = "not_found" | "not_live" | "already_done";
type Seq = Result<{ seq: number }, Refusal>;
type Database = { readonly pool: Pool };

const base = (by: Conductor) => ({ interviewId: by.interviewId, participantId: by.participantId, audience: "everyone" }) as const;

/** Starts clock and first question; the starter code is inserted here, once. */
export async function startInterview(database: Database, by: Conductor): Promise<Seq> {
  return transaction(database.pool, async (client): Promise<Seq> => {
    const { rows } = await client.query<{ deadline_at: Date }>(
      `UPDATE interviews SET phase = 'live', started_at = clock_timestamp(), deadline_at = clock_timestamp() + minutes * interval '1 minute'
       WHERE id = $1 AND phase = 'lobby' RETURNING deadline_at`,
      [by.interviewId],
    );
    const [started] = rows;
    if (!started) return fail("already_done");
    const { seq } = await appendEntry(client, {
      ...base(by), kind: "interview_started", payload: { deadlineAt: started.deadline_at.getTime() },
    });
    const first = await client.query<{ id: string }>(
      "SELECT id FROM interview_questions WHERE interview_id = $1 ORDER BY position LIMIT 1",
      [by.interviewId],
    );
    if (first.rows[0]) await putOnTable(client, by, first.rows[0].id);
    return ok({ seq });
  });
}

/** Puts the next question on the table, with its starter code; the earlier ones stay. */
export async function openQuestion(database: Database, by: Conductor, interviewQuestionId: string): Promise<Seq> {
  return transaction(database.pool, (client) => putOnTable(client, by, interviewQuestionId));
}

async function putOnTable(client: PoolClient, by: Conductor, interviewQuestionId: string): Promise<Seq> {
  const { rows } = await client.query<{ question_version_id: string; document_id: string; starter: string | null }>(
    `UPDATE interview_questions SET opened_at = clock_timestamp()
     FROM documents, question_versions, interviews
     WHERE interview_questions.id = $1 AND interview_questions.interview_id = $2 AND opened_at IS NULL
       AND interviews.id = interview_questions.interview_id AND interviews.phase = 'live'
       AND documents.interview_question_id = interview_questions.id
       AND question_versions.id = interview_questions.question_version_id
     RETURNING question_version_id, documents.id AS document_id, question_versions.sheet->'coding'->>'starter' AS starter`,
    [interviewQuestionId, by.interviewId],
  );
  const [opened] = rows;
  if (!opened) return fail("already_done");
  const documentId = opened.document_id;
  const { seq } = await appendEntry(client, {
    ...base(by), kind: "question_opened",
    payload: { interviewQuestionId, questionVersionId: opened.question_version_id, documentId },
  });
  if (opened.starter) {
    const update = starterUpdate(opened.starter);
    await appendEntries(client, [{ ...base(by), kind: "edited", participantId: null, payload: { documentId }, update }]);
  }
  return ok({ seq });
}

/** clientID 0 is the server's: tabs draw theirs from 1 up. */
function starterUpdate(starter: string): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 0;
  doc.getText(codeTextName).insert(0, starter.replace(/\r\n?/g, "\n"));
  return Y.encodeStateAsUpdate(doc);
}

export async function endInterview(database: Database, by: Conductor): Promise<Seq> {
  return end(database, by.interviewId, by.participantId, "phase <> 'ended'", "ended_by_interviewer");
}

/** Ends what is over by the database's clock. Only tidies up: every write has compared the deadline already. */
export async function endOverdue(database: Database): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    "SELECT id FROM interviews WHERE phase = 'live' AND deadline_at <= clock_timestamp() ORDER BY deadline_at LIMIT 100",
  );
  const ended: string[] = [];
  for (const { id } of rows) {
    const result = await end(database, id, null, "phase = 'live' AND deadline_at <= clock_timestamp()", "time_over");
    if (result.ok) ended.push(id);
  }
  return ended;
}

async function end(
  database: Database,
  interviewId: string,
  participantId: string | null,
  condition: string,
  reason: EntryPayload<"interview_ended">["reason"],
): Promise<Seq> {
  return transaction(database.pool, async (client): Promise<Seq> => {
    const { rowCount } = await client.query(
      `UPDATE interviews SET phase = 'ended', ended_at = clock_timestamp(), paused_remaining_ms = NULL WHERE id = $1 AND ${condition}`,
      [interviewId],
    );
    if (rowCount === 0) return fail("already_done");
    // Candidates who have seen a question are never given it again (product.md P3).
    await client.query(
      `INSERT INTO exposures (person_id, question_id, reason)
       SELECT DISTINCT participants.person_id, question_versions.question_id, 'interviewed_on'
       FROM participants
       JOIN interview_questions ON interview_questions.interview_id = participants.interview_id AND opened_at IS NOT NULL
       JOIN question_versions ON question_versions.id = interview_questions.question_version_id
       WHERE participants.interview_id = $1 AND participants.person_id IS NOT NULL
       ON CONFLICT DO NOTHING`,
      [interviewId],
    );
    const { seq } = await appendEntry(client, { interviewId, participantId, audience: "everyone", kind: "interview_ended", payload: { reason } });
    return ok({ seq });
  });
}

export async function extendClock(database: Database, by: Conductor, addedMinutes: number): Promise<Seq> {
  return transaction(database.pool, async (client): Promise<Seq> => {
    const { rows } = await client.query<{ deadline_at: Date }>(
      `UPDATE interviews SET deadline_at = deadline_at + $2 * interval '1 minute'
       WHERE id = $1 AND phase = 'live' AND deadline_at > clock_timestamp() RETURNING deadline_at`,
      [by.interviewId, addedMinutes],
    );
    const [row] = rows;
    if (!row) return fail("not_live");
    const payload = { deadlineAt: row.deadline_at.getTime(), addedMinutes };
    return ok(await appendEntry(client, { ...base(by), kind: "clock_extended", payload }));
  });
}

/** A paused clock has no deadline, only what is left of it. */
export async function pauseClock(database: Database, by: Conductor, paused: boolean): Promise<Seq> {
  return transaction(database.pool, async (client): Promise<Seq> => {
    if (paused) {
      const { rows } = await client.query<{ paused_remaining_ms: number }>(
        `UPDATE interviews SET deadline_at = NULL,
           paused_remaining_ms = (extract(epoch FROM deadline_at - clock_timestamp()) * 1000)::int
         WHERE id = $1 AND phase = 'live' AND deadline_at > clock_timestamp() RETURNING paused_remaining_ms`,
        [by.interviewId],
      );
      const [row] = rows;
      if (!row) return fail("already_done");
      return ok(await appendEntry(client, { ...base(by), kind: "clock_paused", payload: { remainingMs: row.paused_remaining_ms } }));
    }
    const { rows } = await client.query<{ deadline_at: Date }>(
      `UPDATE interviews SET paused_remaining_ms = NULL,
         deadline_at = clock_timestamp() + paused_remaining_ms * interval '1 millisecond'
       WHERE id = $1 AND phase = 'live' AND paused_remaining_ms IS NOT NULL RETURNING deadline_at`,
      [by.interviewId],
    );
    const [row] = rows;
    if (!row) return fail("already_done");
    return ok(await appendEntry(client, { ...base(by), kind: "clock_resumed", payload: { deadlineAt: row.deadline_at.getTime() } }));
  });
}

export async function lockEditor(database: Database, by: Conductor, locked: boolean): Promise<Seq> {
  return flip(database, by, "editor_locked", locked, (client) =>
    appendEntry(client, { ...base(by), kind: "editor_locked", payload: { locked } }),
  );
}

export async function disableRuns(database: Database, by: Conductor, disabled: boolean): Promise<Seq> {
  return flip(database, by, "runs_disabled", disabled, (client) =>
    appendEntry(client, { ...base(by), kind: "runs_disabled", payload: { disabled } }),
  );
}

async function flip(
  database: Database,
  by: Conductor,
  column: "editor_locked" | "runs_disabled",
  value: boolean,
  write: (client: PoolClient) => Promise<{ seq: number }>,
): Promise<Seq> {
  return transaction(database.pool, async (client): Promise<Seq> => {
    const { rowCount } = await client.query(
      `UPDATE interviews SET ${column} = $2 WHERE id = $1 AND phase = 'live' AND ${column} <> $2`,
      [by.interviewId, value],
    );
    return rowCount === 0 ? fail("already_done") : ok(await write(client));
  });
}

/** Tells the room a hint or a stage of the question: once each, in both languages. */
export async function release(
  database: Database,
  by: Conductor,
  what: "hint" | "stage",
  interviewQuestionId: string,
  index: number,
): Promise<Seq> {
  const path = what === "hint" ? "guide->'coding'->'hints'->$3::int" : "guide->'coding'->'stages'->$3::int->'prompt'";
  return transaction(database.pool, async (client): Promise<Seq> => {
    // The interview's row keeps two presses of the button apart.
    await client.query("SELECT 1 FROM interviews WHERE id = $1 FOR UPDATE", [by.interviewId]);
    const kind = what === "hint" ? "hint_released" : "stage_released";
    const { rows } = await client.query<{ text: { en: string; zh: string } | null; is_released: boolean }>(
      `SELECT question_versions.${path} AS text, EXISTS (
         SELECT 1 FROM entries WHERE entries.interview_id = $2 AND kind = $4
           AND payload->>'interviewQuestionId' = $1::text AND (payload->>'index')::int = $3
       ) AS is_released
       FROM interview_questions JOIN question_versions ON question_versions.id = question_version_id
       WHERE interview_questions.id = $1::uuid AND interview_questions.interview_id = $2 AND opened_at IS NOT NULL`,
      [interviewQuestionId, by.interviewId, index, kind],
    );
    const [row] = rows;
    if (!row?.text) return fail("not_found");
    if (row.is_released) return fail("already_done");
    return ok(await appendEntry(client, { ...base(by), kind, payload: { interviewQuestionId, index, text: row.text } }));
  });
}
