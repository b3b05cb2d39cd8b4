"use client";
import { z } from "zod";
import { NewInterviewForm, type QuestionChoice } from "@/components/interviews/new-interview-form";
import { postJson } from "@/lib/http/client";

const created = z.object({ interviewId: z.string(), inviteUrl: z.string() });

export function NewInterview(props: { questions: readonly QuestionChoice[]; chosenSlugs: readonly string[] }) {
  return <NewInterviewForm {...props} onCreate={(wanted) => postJson("/api/interviews", wanted, created)} />;
}
