/** Codes whose status is not 400. Anything that a service can answer and is not here is a request that can't be done: 400. */
const statuses: Readonly<Record<string, number>> = {
  not_signed_in: 401,
  wrong_credentials: 401,
  not_allowed: 403,
  guide_locked: 403,
  foreign_origin: 403,
  not_found: 404,
  link_invalid: 404,
  invitation_invalid: 404,
  invitation_expired: 410,
  email_taken: 409,
  already_done: 409,
  not_ended: 409,
  interview_ended: 409,
  too_large: 413,
  too_many_attempts: 429,
  failed: 500,
  database_unavailable: 503,
};

export function statusOf(code: string): number {
  return statuses[code] ?? 400;
}
