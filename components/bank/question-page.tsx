"use client";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Markdown } from "@/components/ui/markdown";
import type { QuestionSheet } from "@/lib/questions/types";
import { QuestionExamples } from "./question-examples";
import styles from "./bank.module.css";

/** A question as everyone may read it. */
export function QuestionPage({ sheet }: { sheet: QuestionSheet }) {
  const t = useTranslations("bank");
  const common = useTranslations("common");
  const locale = useLocale();
  return (
    <article className={styles.article}>
      <p className={styles.soft}><Link href="/bank">{t("back")}</Link></p>
      <header>
        <h1>{sheet.title[locale]}</h1>
        <p className={styles.facts}>
          <span>{common(`kind.${sheet.kind}`)}</span><span>{common(`difficulty.${sheet.difficulty}`)}</span><span>{common("minutes", { count: sheet.minutes })}</span>
          <span>{sheet.topics.map((one) => common(`topic.${one}`)).join(", ")}</span>
        </p>
      </header>
      <Markdown text={sheet.statement[locale]} />
      {sheet.coding && (
        <>
          <QuestionExamples examples={sheet.coding.examples} />
          <section className={styles.example}><h2>{t("starter")}</h2><CodeBlock language="python" code={sheet.coding.starter} /></section>
          <p className={styles.soft}>
            {t("limits", { time: sheet.coding.limits.timeLimitMs / 1000, memory: Math.round(sheet.coding.limits.memoryLimitBytes / 2 ** 20), tests: sheet.coding.hiddenTestCount })}
          </p>
        </>
      )}
      <div><ButtonLink variant="primary" href={`/interviews/new?question=${sheet.slug}`}>{t("use")}</ButtonLink></div>
    </article>
  );
}
