import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { PageShell } from "../../page-shell";
import { NewInterview } from "./new-interview";
import { getPageViewer } from "@/server/auth/page-viewer";
import { db } from "@/server/db";
import { listQuestions } from "@/server/questions/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("interviews.new"))("title") };
}

export default async function Page({ searchParams }: { searchParams: Promise<{ question?: string | string[] }> }) {
  const viewer = await getPageViewer();
  if (!viewer.person) redirect("/sign-in?to=/interviews/new");
  const questions = await listQuestions(db());
  const { question } = await searchParams;
  return <PageShell viewer={viewer}><NewInterview questions={questions} chosenSlugs={questions.flatMap(({ slug }) => (slug === question ? [slug] : []))} /></PageShell>;
}
