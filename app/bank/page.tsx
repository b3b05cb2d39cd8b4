import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageShell } from "../page-shell";
import { QuestionTable } from "@/components/bank/question-table";
import { getPageViewer } from "@/server/auth/page-viewer";
import { db } from "@/server/db";
import { listQuestions } from "@/server/questions/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bank"))("title") };
}

export default async function Page() {
  const [viewer, questions, t] = await Promise.all([getPageViewer(), listQuestions(db()), getTranslations("bank")]);
  return <PageShell viewer={viewer}><h1>{t("title")}</h1><QuestionTable questions={questions} /></PageShell>;
}
