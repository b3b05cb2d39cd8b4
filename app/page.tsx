import { getTranslations } from "next-intl/server";
import { PageShell } from "./page-shell";
import { InterviewList } from "@/components/interviews/interview-list";
import { KernelDrawing } from "@/components/interviews/kernel-drawing";
import styles from "@/components/interviews/interviews.module.css";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { getPageViewer } from "@/server/auth/page-viewer";
import { db } from "@/server/db";
import { listInterviews } from "@/server/interviews/queries";

export default async function Home() {
  const [viewer, t] = await Promise.all([getPageViewer(), getTranslations("home")]);
  if (!viewer.person) {
    return (
      <PageShell viewer={viewer}>
        <div className={styles.hero}>
          <div>
            <h1>{t("lead")}</h1>
            <p>{t("body")}</p>
            <div className={styles.actions}>
              <ButtonLink href="/sign-up" variant="primary">{t("signUp")}</ButtonLink>
              <ButtonLink href="/sign-in">{t("signIn")}</ButtonLink>
              <ButtonLink href="/bank" variant="quiet">{t("bank")}</ButtonLink>
            </div>
          </div>
          <KernelDrawing label={t("drawing")} />
        </div>
      </PageShell>
    );
  }
  const interviews = await listInterviews(db(), viewer.person.personId);
  const [open, ended] = [interviews.filter((each) => each.phase !== "ended"), interviews.filter((each) => each.phase === "ended")];
  return (
    <PageShell viewer={viewer}>
      <h1>{t("hello", { name: viewer.person.name })}</h1>
      <section className={styles.section}>
        <h2>{t("next")}</h2>
        {open.length > 0 ? <InterviewList interviews={open} /> : (
          <EmptyState title={t("empty.title")} action={<ButtonLink href="/interviews/new" variant="primary">{t("new")}</ButtonLink>}>{t("empty.body")}</EmptyState>
        )}
        {open.length > 0 && <div><ButtonLink href="/interviews/new" variant="primary">{t("new")}</ButtonLink></div>}
      </section>
      <section className={styles.section}>
        <h2>{t("history")}</h2>
        {ended.length > 0 ? <InterviewList interviews={ended} /> : <p className={styles.soft}>{t("noHistory")}</p>}
      </section>
    </PageShell>
  );
}
