import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageShell } from "../page-shell";
import { JudgeState } from "@/components/admin/judge-state";
import { getPageViewer } from "@/server/auth/page-viewer";
import { db } from "@/server/db";
import { getQueueState, listJudgeFailures, listWorkers } from "@/server/judging/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin"))("title") };
}

/** For admins alone; to everybody else it is not there. */
export default async function Page() {
  const viewer = await getPageViewer();
  if (viewer.person?.role !== "admin") notFound();
  const database = db();
  const [workers, queue, failures, t] = await Promise.all([
    listWorkers(database), getQueueState(database), listJudgeFailures(database), getTranslations("admin"),
  ]);
  return <PageShell viewer={viewer}><h1>{t("title")}</h1><JudgeState workers={workers} queue={queue} failures={failures} /></PageShell>;
}
