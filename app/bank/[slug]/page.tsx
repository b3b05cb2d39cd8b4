import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { PageShell } from "../../page-shell";
import { QuestionPage } from "@/components/bank/question-page";
import { getPageViewer } from "@/server/auth/page-viewer";
import { db } from "@/server/db";
import { getQuestionSheet } from "@/server/questions/queries";

type PageProps = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const [sheet, locale] = await Promise.all([getQuestionSheet(db(), (await params).slug), getLocale()]);
  return sheet ? { title: sheet.title[locale] } : {};
}

export default async function Page({ params }: PageProps) {
  const [viewer, sheet] = await Promise.all([getPageViewer(), getQuestionSheet(db(), (await params).slug)]);
  if (!sheet) notFound();
  return <PageShell viewer={viewer}><QuestionPage sheet={sheet} /></PageShell>;
}
