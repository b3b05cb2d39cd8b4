import type { Role } from "@/lib/interviews/permissions";
import type { Phase } from "@/lib/interviews/phase";
import { fail, ok, type Result } from "@/lib/result";
import type { Viewer } from "@/server/auth/viewer";
import type { Database } from "@/server/db";

declare const proven: unique symbol;

/** Proof that a viewer takes part in an interview. Only `requireAccess` makes one: a function that asks for it can't be called without. */
export type InterviewAccess = {
  readonly [proven]: true;
  readonly interviewId: string;
  readonly participantId: string;
  /** Null for a guest. */
  readonly personId: string | null;
  readonly name: string;
  readonly hue: number;
  readonly role: Role;
  /** The seq since which this role holds: nothing earlier is opened by it. */
  readonly roleSinceSeq: number;
  readonly phase: Phase;
  readonly kind: "interview" | "practice";
  readonly isHost: boolean;
};

const select = `
SELECT participants.id AS "participantId", participants.person_id AS "personId", participants.name, participants.hue,
  present.role, present.since_seq AS "roleSinceSeq", interviews.id AS "interviewId", interviews.phase, interviews.kind,
  participants.person_id IS NOT NULL AND participants.person_id = interviews.host_id AS "isHost"
FROM participants
JOIN interviews ON interviews.id = participants.interview_id
JOIN LATERAL (
  SELECT role, since_seq FROM role_spans WHERE participant_id = participants.id ORDER BY since_seq DESC LIMIT 1
) AS present ON true
WHERE participants.interview_id = $1 AND participants.removed_at IS NULL
  AND (participants.person_id = $2 OR participants.id = $3)
-- Somebody who is signed in and a guest of the same interview comes as themselves.
ORDER BY participants.person_id NULLS LAST LIMIT 1`;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An interview that is not there and one that is not for this viewer look the same. */
export async function requireAccess(database: Database, viewer: Viewer, interviewId: string): Promise<Result<InterviewAccess, "not_found">> {
  if (!uuid.test(interviewId)) return fail("not_found");
  const guest = viewer.guests.find((each) => each.interviewId === interviewId);
  if (!viewer.person && !guest) return fail("not_found");
  const { rows } = await database.pool.query<InterviewAccess>(select, [
    interviewId, viewer.person?.personId ?? null, guest?.participantId ?? null,
  ]);
  return rows[0] ? ok(rows[0]) : fail("not_found");
}
