"use client";
import { useLocale, useTranslations } from "next-intl";
import { QuestionExamples } from "@/components/bank/question-examples";
import { Markdown } from "@/components/ui/markdown";
import type { OpenedQuestion } from "@/lib/transcript/fold";
import type { RoomQuestion } from "./room-data";
import styles from "./room.module.css";

/** The question in the viewer's language, with the hints and stages that were released. */
export function StatementPanel({ question, opened }: { question: RoomQuestion | undefined; opened: OpenedQuestion | undefined }) {
  const t = useTranslations("room");
  const locale = useLocale();
  if (!question) return <p className={styles.soft} role="status">{t("loading")}</p>;
  const released = [...(opened?.stages.map((each) => ({ ...each, sort: "stage" as const })) ?? []), ...(opened?.hints.map((each) => ({ ...each, sort: "hint" as const })) ?? [])]
    .sort((a, b) => a.seq - b.seq);
  return (
    <div className={styles.stack}>
      <h2>{question.sheet.title[locale]}</h2>
      <Markdown text={question.sheet.statement[locale]} compact />
      {question.sheet.coding && <QuestionExamples examples={question.sheet.coding.examples} />}
      <div aria-live="polite" className={styles.stack}>
        {released.map((each) => (
          <section key={each.seq} className={styles.released}>
            <h3>{t(`released.${each.sort}`, { number: each.index + 1 })}</h3>
            <Markdown text={each.text[locale]} compact />
          </section>
        ))}
      </div>
    </div>
  );
}
