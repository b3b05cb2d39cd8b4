import type { Role } from "@/lib/interviews/permissions";
import type { QuestionGuide, QuestionSheet } from "@/lib/questions/types";

/** A question of this interview, as this viewer may see it. */
export type RoomQuestion = {
  readonly interviewQuestionId: string;
  readonly position: number;
  readonly openedAt: string | null;
  readonly documentId: string;
  readonly sheet: QuestionSheet;
};

export type GuideState =
  | { readonly state: "loading" }
  | { readonly state: "open"; readonly guide: QuestionGuide }
  | { readonly state: "refused"; readonly code: string };

export type Me = { readonly participantId: string; readonly role: Role };
