"use client";
import { useLocale } from "next-intl";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { z } from "zod";
import { InterviewRoom } from "@/components/room/interview-room";
import { getJson, postJson } from "@/lib/http/client";
import { questionGuide, questionSheet } from "@/lib/questions/types";

const questions = z.array(z.object({
  interviewQuestionId: z.string(), position: z.number(), openedAt: z.string().nullable(), documentId: z.string(), sheet: questionSheet,
}));
const nothing = z.object({});
const invitation = z.object({ inviteUrl: z.string() });
const reviewLink = z.object({ url: z.string() });

/** Binds the room to the routes of its interview. */
export function InterviewLoader({ interviewId, hasConsented }: { interviewId: string; hasConsented: boolean }) {
  const locale = useLocale();
  const router = useRouter();
  const base = `/api/interviews/${interviewId}`;
  const loadQuestions = useCallback(async () => {
    const loaded = await getJson(`${base}/questions`, questions);
    return loaded.ok ? loaded.value : null;
  }, [base]);
  const loadGuide = useCallback(async (interviewQuestionId: string) => {
    const loaded = await getJson(`${base}/questions/${interviewQuestionId}/guide`, questionGuide);
    return loaded.ok ? { state: "open" as const, guide: loaded.value } : { state: "refused" as const, code: loaded.code };
  }, [base]);
  return (
    <InterviewRoom
      interviewId={interviewId} hasConsented={hasConsented} loadQuestions={loadQuestions} loadGuide={loadGuide}
      onConsent={async () => (await postJson(`${base}/consent`, {}, nothing)).ok}
      onInvite={async () => {
        const made = await postJson(`${base}/invitation`, {}, invitation);
        return made.ok ? made.value.inviteUrl : null;
      }}
      onMakeLink={async () => {
        const made = await postJson(`${base}/review-link`, {}, reviewLink);
        return made.ok ? made.value.url : null;
      }}
      onLanguage={() => void postJson("/api/preferences", { locale: locale === "en" ? "zh" : "en" }, nothing).then(() => router.refresh())}
    />
  );
}
