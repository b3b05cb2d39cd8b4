import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import type { Role } from "@/lib/interviews/permissions";
import type { NewInterview } from "@/lib/interviews/schema";
import { fail, ok, type Result } from "@/lib/result";
import { hashToken, makeToken } from "@/server/auth/token";
import type { PersonViewer, Viewer } from "@/server/auth/viewer";
import { transaction } from "@/server/database/transaction";
import type { Database } from "@/server/db";
import type { InterviewAccess } from "@/server/interviews/access";
import { appendEntry } from "@/server/transcripts/append";

const inviteDays = 14;
const reviewLinkDays = 90;
const hues = 8;
/** More people than these are not an interview. */
const maxParticipants = 12;

/** Plans an interview: pins the questions' present versions, each with its document, and lets the host in as interviewer. */
export async function createInterview(
  database: Database,
  host: PersonViewer,
  wanted: NewInterview,
): Promise<Result<{ interviewId: string; inviteCode: string }, "question_unknown">> {
  return transaction(database.pool, async (client) => {
    const { rows: versions } = await client.query<{ slug: string; version_id: string; title: string }>(
      `SELECT slug, question_versions.id AS version_id, sheet->'title'->>'en' AS title
       FROM questions JOIN question_versions ON question_versions.id = current_version_id WHERE slug = ANY ($1)`,
      [wanted.questionSlugs],
    );
    const chosen = wanted.questionSlugs.map((slug) => versions.find((each) => each.slug === slug));
    if (chosen.length === 0 || chosen.includes(undefined)) return fail("question_unknown");
    const interviewId = randomUUID();
    const { token: inviteCode, tokenHash } = makeToken();
    await client.query(
      `INSERT INTO interviews (id, host_id, title, minutes, invite_code_hash, invite_expires_at)
       VALUES ($1, $2, $3, $4, $5, clock_timestamp() + $6 * interval '1 day')`,
      [interviewId, host.personId, wanted.title ?? chosen[0]?.title ?? "", wanted.minutes, tokenHash, inviteDays],
    );
    for (const [position, version] of chosen.entries()) {
      const interviewQuestionId = randomUUID();
      await client.query("INSERT INTO interview_questions (id, interview_id, question_version_id, position) VALUES ($1, $2, $3, $4)", [
        interviewQuestionId, interviewId, version?.version_id, position,
      ]);
      await client.query("INSERT INTO documents (id, interview_id, interview_question_id, kind) VALUES ($1, $2, $3, 'code')", [
        randomUUID(), interviewId, interviewQuestionId,
      ]);
    }
    await addParticipant(client, { interviewId, personId: host.personId, name: host.name, role: "interviewer", hue: 0 });
    return ok({ interviewId, inviteCode });
  });
}

/** A new invitation; the one before it is void. */
export async function renewInvitation(database: Database, access: InterviewAccess): Promise<Result<{ inviteCode: string }, "not_allowed" | "interview_ended">> {
  if (!access.isHost && access.role !== "interviewer") return fail("not_allowed");
  const { token: inviteCode, tokenHash } = makeToken();
  const { rowCount } = await database.pool.query(
    `UPDATE interviews SET invite_code_hash = $2, invite_expires_at = clock_timestamp() + $3 * interval '1 day'
     WHERE id = $1 AND phase <> 'ended'`,
    [access.interviewId, tokenHash, inviteDays],
  );
  return rowCount === 0 ? fail("interview_ended") : ok({ inviteCode });
}

export type Accepted = { readonly interviewId: string; readonly participantId: string; readonly isGuest: boolean };

/** Who comes by the link: the first as candidate, those after as observers, all announced to the room. */
export async function acceptInvitation(
  database: Database,
  viewer: Viewer,
  invitation: { code: string; name: string | null },
): Promise<Result<Accepted, "invitation_invalid" | "invitation_expired" | "interview_ended" | "interview_full" | "name_missing">> {
  return transaction(database.pool, async (client) => {
    const { rows } = await client.query<{ id: string; phase: string; is_expired: boolean }>(
      `SELECT id, phase, invite_expires_at < clock_timestamp() AS is_expired FROM interviews WHERE invite_code_hash = $1 FOR UPDATE`,
      [hashToken(invitation.code)],
    );
    const [interview] = rows;
    if (!interview) return fail("invitation_invalid");
    const interviewId = interview.id;
    const { rows: present } = await client.query<{ id: string; person_id: string | null; hue: number; role: Role }>(
      `SELECT id, person_id, hue, (SELECT role FROM role_spans WHERE participant_id = participants.id ORDER BY since_seq DESC LIMIT 1) AS role
       FROM participants WHERE interview_id = $1 AND removed_at IS NULL`,
      [interviewId],
    );
    const guest = viewer.guests.find((each) => each.interviewId === interviewId);
    const known = present.find((each) => (viewer.person ? each.person_id === viewer.person.personId : each.id === guest?.participantId));
    if (known) return ok({ interviewId, participantId: known.id, isGuest: known.person_id === null });
    if (interview.phase === "ended") return fail("interview_ended");
    if (interview.is_expired) return fail("invitation_expired");
    if (present.length >= maxParticipants) return fail("interview_full");
    const name = viewer.person?.name ?? invitation.name;
    if (!name) return fail("name_missing");
    const role = present.some((each) => each.role === "candidate") ? "observer" : "candidate";
    const taken = new Set(present.map((each) => each.hue));
    const hue = Array.from({ length: hues }, (_, index) => index).find((each) => !taken.has(each)) ?? present.length % hues;
    const participantId = await addParticipant(client, { interviewId, personId: viewer.person?.personId ?? null, name, role, hue });
    return ok({ interviewId, participantId, isGuest: viewer.person === null });
  });
}

async function addParticipant(
  client: PoolClient,
  { interviewId, personId, name, role, hue }: { interviewId: string; personId: string | null; name: string; role: Role; hue: number },
): Promise<string> {
  const participantId = randomUUID();
  await client.query("INSERT INTO participants (id, interview_id, person_id, name, hue) VALUES ($1, $2, $3, $4, $5)", [
    participantId, interviewId, personId, name, hue,
  ]);
  const { seq } = await appendEntry(client, {
    interviewId, participantId, audience: "everyone", kind: "participant_joined",
    payload: { participantId, name, hue, role, isGuest: personId === null },
  });
  await client.query("INSERT INTO role_spans (participant_id, since_seq, role) VALUES ($1, $2, $3)", [participantId, seq, role]);
  return participantId;
}

/** The candidate has read what is recorded. */
export async function giveConsent(database: Database, access: InterviewAccess): Promise<Result<Record<never, never>, never>> {
  await database.pool.query("UPDATE participants SET consented_at = coalesce(consented_at, clock_timestamp()) WHERE id = $1", [access.participantId]);
  return ok({});
}

/** A personal way back to one's own transcript, for who has no account. A new one voids the one before. */
export async function createReviewLink(database: Database, access: InterviewAccess): Promise<Result<{ token: string; expiresAt: string }, never>> {
  const { token, tokenHash } = makeToken();
  const { rows } = await database.pool.query<{ expires_at: Date }>(
    `UPDATE participants SET review_link_hash = $2, review_link_expires_at = clock_timestamp() + $3 * interval '1 day'
     WHERE id = $1 RETURNING review_link_expires_at AS expires_at`,
    [access.participantId, tokenHash, reviewLinkDays],
  );
  return ok({ token, expiresAt: rows[0]?.expires_at.toISOString() ?? "" });
}

/** Whose personal link it is; null when it is unknown, revoked or expired. */
export async function redeemReviewLink(database: Database, token: string): Promise<{ interviewId: string; participantId: string } | null> {
  const { rows } = await database.pool.query<{ interviewId: string; participantId: string }>(
    `SELECT interview_id AS "interviewId", id AS "participantId" FROM participants
     WHERE review_link_hash = $1 AND review_link_expires_at > clock_timestamp() AND removed_at IS NULL`,
    [hashToken(token)],
  );
  return rows[0] ?? null;
}
