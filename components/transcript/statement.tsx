"use client";

import { memo } from "react";
import { Flag, Lightbulb } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Markdown } from "@/components/ui/markdown";
import type { OpenedQuestion } from "@/lib/transcript/fold";
import type { TranscriptQuestion } from "@/lib/transcript/wire";
import styles from "./transcript-view.module.css";

/** The question as it lay on the table at the moment, with what had been released of it. */
export const Statement = memo(function Statement({ question, opened }: { question: TranscriptQuestion | undefined; opened: OpenedQuestion | undefined }) {
  const t = useTranslations("transcript");
  const locale = useLocale();
  if (!question || !opened) return <p className={styles.quietWords}>{t("editor.none")}</p>;
  const released = [
    ...opened.stages.map((each) => ({ ...each, sort: "stage" as const })),
    ...opened.hints.map((each) => ({ ...each, sort: "hint" as const })),
  ].sort((a, b) => a.seq - b.seq);
  return (
    <div className={styles.statement}>
      <h2>{question.sheet.title[locale]}</h2>
      <Markdown text={question.sheet.statement[locale]} />
      {released.map(({ sort, index, text, seq }) => (
        <section key={seq} className={styles.released}>
          <h3>
            {sort === "hint" ? <Lightbulb aria-hidden /> : <Flag aria-hidden />}
            {t(`feed.${sort}`, { number: index + 1 })}
          </h3>
          <Markdown text={text[locale]} />
        </section>
      ))}
    </div>
  );
});
