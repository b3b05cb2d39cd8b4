import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { InterviewLoader } from "./interview-loader";
import { getPageViewer } from "@/server/auth/page-viewer";
import { db } from "@/server/db";
import { requireAccess } from "@/server/interviews/access";
import { getInterviewForPage } from "@/server/interviews/queries";

type PageProps = { params: Promise<{ interviewId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const access = await requireAccess(db(), await getPageViewer(), (await params).interviewId);
  const interview = access.ok ? await getInterviewForPage(db(), access.value) : null;
  return interview ? { title: interview.title } : {};
}

/** Lobby and room; an interview that is over is its transcript. */
export default async function Page({ params }: PageProps) {
  const { interviewId } = await params;
  const access = await requireAccess(db(), await getPageViewer(), interviewId);
  if (!access.ok) notFound();
  if (access.value.phase === "ended") redirect(`/interviews/${interviewId}/transcript`);
  const interview = await getInterviewForPage(db(), access.value);
  return <InterviewLoader interviewId={interviewId} hasConsented={interview?.hasConsented ?? false} />;
}
