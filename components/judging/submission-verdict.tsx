"use client";
import { useLocale, useTranslations } from "next-intl";
import { VerdictMark } from "@/components/ui/mark";
import type { CandidateVerdict } from "@/lib/judging/verdicts";
import type { Bilingual } from "@/lib/text/locales";
import type { SubmissionState } from "@/lib/transcript/fold";
import { useFindingWords } from "./use-finding-words";
import styles from "./judging.module.css";

type SubmissionVerdictProps = {
  verdict: CandidateVerdict;
  /** Only where the viewer is an interviewer: names of tests, and the planted mistake. */
  explained?: SubmissionState["explained"];
  testTitles?: ReadonlyMap<string, Bilingual>;
};

/** A submission on hidden tests: by group and number, and for interviewers by name. */
export function SubmissionVerdictView({ verdict, explained = null, testTitles }: SubmissionVerdictProps) {
  const t = useTranslations("judging");
  const locale = useLocale();
  const words = useFindingWords();
  const tests = explained?.verdict.tests ?? verdict.tests;
  const passed = tests.filter((test) => test.verdict === "accepted").length;
  return (
    <div className={styles.stack}>
      <div className={styles.head}>
        <VerdictMark verdict={verdict.verdict} filled />
        {verdict.score !== null && <strong>{t("score", { score: verdict.score })}</strong>}
        {tests.length > 0 && <span className={styles.soft}>{t("tests", { passed, total: tests.length })}</span>}
        {verdict.speed && (
          <span className={styles.soft}>
            {verdict.speed.timeRatio === null ? t("speedNone") : t("speed", { ratio: verdict.speed.timeRatio })}
            {verdict.speed.memoryRatio !== null && ` · ${t("memory", { ratio: verdict.speed.memoryRatio })}`}
          </span>
        )}
      </div>
      {explained?.mistake && (
        <p className={styles.planted}>
          <strong>{t("mistake", { title: explained.mistake.title[locale] })}</strong> {explained.mistake.diagnosis[locale]}{" "}
          <span className={styles.soft}>{t("forInterviewers")}</span>
        </p>
      )}
      <ul className={styles.list}>
        {tests.map((test) => {
          const name = "name" in test && typeof test.name === "string" ? test.name : null;
          const numbered = t("numbered", { group: t(`group.${test.group}`), number: test.number });
          return (
            <li key={`${test.group}${test.number}`} className={styles.item}>
              <div className={styles.line}>
                <span className={styles.name}>{name === null ? numbered : (testTitles?.get(name)?.[locale] ?? name)}</span>
                {name !== null && <span className={styles.soft}>{numbered}</span>}
                <VerdictMark verdict={test.verdict} />
                {test.findings.map((finding, index) => <span key={index} className={styles.soft}>{words(finding)}</span>)}
              </div>
            </li>
          );
        })}
      </ul>
      {verdict.runtime && (
        <p className={styles.soft}>
          {t("runtime", verdict.runtime)}
          {explained && <> · {t("seed", { seed: explained.verdict.seed })}</>}
        </p>
      )}
    </div>
  );
}
