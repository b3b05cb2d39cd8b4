import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { TranscriptLoader } from "./transcript-loader";
import { can } from "@/lib/interviews/permissions";
import { viewerFromCookies } from "@/server/auth/viewer";
import { db } from "@/server/db";
import { requireAccess } from "@/server/interviews/access";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("transcript"))("pageTitle") };
}

type PageProps = { params: Promise<{ interviewId: string }>; searchParams: Promise<{ at?: string | string[] }> };

/** An interview that is over, for everyone who was in it: members by their account, a guest by the cookie of their personal link. */
export default async function Page({ params, searchParams }: PageProps) {
  const { interviewId } = await params;
  const viewer = await viewerFromCookies(db(), (await headers()).get("cookie") ?? "");
  const access = await requireAccess(db(), viewer, interviewId);
  if (!access.ok) notFound();
  if (!can(access.value.role, "transcript:read", access.value.phase)) redirect(`/interviews/${interviewId}`);
  const at = Number((await searchParams).at);
  return <TranscriptLoader interviewId={interviewId} atSeq={Number.isInteger(at) && at > 0 ? at : null} />;
}
