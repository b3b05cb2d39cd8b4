"use client";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Mark } from "@/components/ui/mark";
import { Markdown } from "@/components/ui/markdown";
import type { OpenedQuestion } from "@/lib/transcript/fold";
import type { GuideState } from "./room-data";
import styles from "./room.module.css";

type ScriptPanelProps = {
  guide: GuideState;
  opened: OpenedQuestion | undefined;
  onRelease: (what: "hint" | "stage", index: number) => void;
  onRetry: () => void;
};

/** The interviewer's script: stages and hints to release one by one, and what only they may read. */
export function ScriptPanel({ guide, opened, onRelease, onRetry }: ScriptPanelProps) {
  const t = useTranslations("room.script");
  const errors = useTranslations("errors.http");
  const locale = useLocale();
  if (guide.state === "loading") return <p className={styles.soft} role="status">{t("loading")}</p>;
  if (guide.state === "refused") {
    return (
      <div className={styles.stack}>
        <h3>{t("locked")}</h3>
        <p>{errors.has(guide.code as "failed") ? errors(guide.code as "failed") : errors("failed")}</p>
        {guide.code !== "guide_locked" && <div><Button size="small" onClick={onRetry}>{t("retry")}</Button></div>}
      </div>
    );
  }
  const { coding, concept, editorial, followUps } = guide.guide;
  const step = (what: "hint" | "stage", index: number, title: string, text: string) => (
    <div key={`${what}${index}`} className={styles.step}>
      <div className={styles.stepHead}>
        <strong>{title}</strong>
        {opened?.[what === "hint" ? "hints" : "stages"].some((each) => each.index === index)
          ? <Mark kind="accepted">{t("released")}</Mark>
          : <Button size="small" onClick={() => onRelease(what, index)}>{t("release")}</Button>}
      </div>
      <Markdown text={text} compact />
    </div>
  );
  return (
    <div className={styles.stack}>
      {coding && (
        <>
          <section className={styles.stack}>
            <h3>{t("stages")}</h3>
            {coding.stages.map((each, index) => step("stage", index, `${index + 1}. ${each.title[locale]} (${t("minutes", { minutes: each.minutes })})`, each.prompt[locale]))}
          </section>
          <section className={styles.stack}><h3>{t("hints")}</h3>{coding.hints.map((each, index) => step("hint", index, String(index + 1), each[locale]))}</section>
          <section><h3>{t("guide")}</h3><Markdown text={coding.guide[locale]} compact /></section>
          {coding.solutions.map((each) => <CodeBlock key={each.name} language="python" caption={`${t("solution")}: ${each.title[locale]}`} code={each.source} />)}
        </>
      )}
      {concept && (
        <>
          <section><h3>{t("keyPoints")}</h3><ul>{concept.keyPoints.map((each, index) => <li key={index}>{each[locale]}</li>)}</ul></section>
          <section><h3>{t("answer")}</h3><Markdown text={concept.answer[locale]} compact /></section>
          <Markdown text={editorial[locale]} compact />
        </>
      )}
      <section className={styles.stack}>
        <h3>{t("followUps")}</h3>
        {followUps.map((each, index) => <div key={index}><strong>{each.question[locale]}</strong><Markdown text={each.answer[locale]} compact /></div>)}
      </section>
    </div>
  );
}
