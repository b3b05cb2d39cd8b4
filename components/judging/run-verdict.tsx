"use client";
import { useLocale, useTranslations } from "next-intl";
import { CodeBlock } from "@/components/ui/code-block";
import { Mark, VerdictMark } from "@/components/ui/mark";
import type { RunVerdict } from "@/lib/judging/verdicts";
import type { Example } from "@/lib/questions/schema";
import { ComparedValues, ShownValueView } from "./shown-value";
import { useFindingWords } from "./use-finding-words";
import styles from "./judging.module.css";

type RunVerdictProps = { verdict: RunVerdict; /** To name the tests in words; without them they go by their slug. */ examples?: readonly Example[] };

/** A run on what is visible anyway: exact in every figure, with the program's own text labelled as such. */
export function RunVerdictView({ verdict, examples = [] }: RunVerdictProps) {
  const t = useTranslations("judging");
  const locale = useLocale();
  const words = useFindingWords();
  const failed = verdict.tests.filter((test) => test.verdict !== "accepted").length;
  return (
    <div className={styles.stack}>
      {verdict.tests.length > 0 && !verdict.error && (
        <Mark kind={failed === 0 ? "accepted" : "wrong"} filled>{failed === 0 ? t("runAccepted") : t("runFailed", { count: failed })}</Mark>
      )}
      {verdict.tests.length === 0 && <VerdictMark verdict={verdict.verdict} filled />}
      {verdict.error && <CodeBlock caption={verdict.tests.length > 0 || verdict.answer === null ? t("loadError") : t("error")} code={verdict.error} />}
      {verdict.answer && <section><h3>{t("answer")}</h3><ShownValueView value={verdict.answer} /></section>}
      {verdict.tests.length > 0 && (
        <ul className={styles.list}>
          {verdict.tests.map((test) => (
            <li key={test.name} className={styles.item}>
              <div className={styles.line}>
                <span className={styles.name}>{examples.find((each) => each.name === test.name)?.title[locale] ?? test.name}</span>
                <VerdictMark verdict={test.verdict} />
                {test.findings.map((finding, index) => <span key={index} className={styles.soft}>{words(finding)}</span>)}
              </div>
              {test.error && <CodeBlock caption={t("error")} code={test.error} />}
              {test.verdict !== "accepted" && (test.expected ?? test.got) && (
                <ComparedValues expected={test.expected} got={test.got} findings={test.findings} />
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What the program itself wrote. Text of people and programs is never markup. */
export function RunOutput({ verdict }: { verdict: RunVerdict }) {
  const t = useTranslations("judging");
  const isSilent = !verdict.stdout && !verdict.stderr;
  return (
    <div className={styles.stack}>
      {isSilent && <p className={styles.soft}>{t("noOutput")}</p>}
      {verdict.stdout && <CodeBlock caption={t("stdout")} code={verdict.stdout} />}
      {verdict.stderr && <CodeBlock caption={t("stderr")} code={verdict.stderr} />}
    </div>
  );
}

/** The arrays that the program showed, in order. */
export function ShownArrays({ verdict }: { verdict: RunVerdict }) {
  const t = useTranslations("judging");
  if (verdict.shown.length === 0) return <p className={styles.soft}>{t("shownNone")}</p>;
  return (
    <div className={styles.tensors}>
      {verdict.shown.map((each, index) => <ShownValueView key={index} value={each.value} name={each.name} />)}
    </div>
  );
}
