import type { Phase } from "@/lib/interviews/phase";

export const roles = ["interviewer", "candidate", "observer"] as const;
export type Role = (typeof roles)[number];

/** Who may do what, when. The button that hides and the service that refuses read the same line. */
const allowed = {
  "interview:start": { interviewer: ["lobby"] },
  "interview:end": { interviewer: ["lobby", "live"] },
  "interview:extend": { interviewer: ["live"] },
  "interview:pause": { interviewer: ["live"] },
  "editor:lock": { interviewer: ["live"] },
  "runs:disable": { interviewer: ["live"] },
  "question:open": { interviewer: ["live"] },
  "hint:release": { interviewer: ["live"] },
  "stage:release": { interviewer: ["live"] },
  "mistake:release": { interviewer: ["live"] },
  "document:read": {
    interviewer: ["lobby", "live", "ended"],
    candidate: ["live", "ended"],
    observer: ["live", "ended"],
  },
  "document:edit": { interviewer: ["live"], candidate: ["live"] },
  "cursor:show": { interviewer: ["live"], candidate: ["live"] },
  "run:request": { interviewer: ["live"], candidate: ["live"] },
  "submission:request": { interviewer: ["live"], candidate: ["live"] },
  "chat:send": { interviewer: ["lobby", "live"], candidate: ["lobby", "live"], observer: [] },
  "note:write": { interviewer: ["lobby", "live", "ended"] },
  "guide:read": { interviewer: ["lobby", "live", "ended"] },
  "transcript:read": { interviewer: ["ended"], candidate: ["ended"], observer: ["ended"] },
} as const satisfies Record<string, Partial<Record<Role, readonly Phase[]>>>;

export type Action = keyof typeof allowed;
export const actions = Object.keys(allowed) as Action[];

export function can(role: Role, action: Action, phase: Phase): boolean {
  const byRole: Partial<Record<Role, readonly Phase[]>> = allowed[action];
  return byRole[role]?.includes(phase) ?? false;
}
