"use client";
import { z } from "zod";
import { JoinForm } from "@/components/interviews/join-form";
import { postJson } from "@/lib/http/client";

const joined = z.object({ interviewId: z.string() });

export function Join({ code, ...about }: { code: string; title: string; hostName: string; minutes: number; personName: string | null }) {
  return (
    <JoinForm
      {...about}
      onJoin={(name) => postJson(`/api/invitations/${encodeURIComponent(code)}/accept`, about.personName === null ? { name } : {}, joined)}
      onJoined={(interviewId) => location.assign(`/interviews/${interviewId}`)}
    />
  );
}
