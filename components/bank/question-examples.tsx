"use client";
import { useLocale, useTranslations } from "next-intl";
import { CodeBlock } from "@/components/ui/code-block";
import type { Example } from "@/lib/questions/schema";
import styles from "./bank.module.css";

/** Examples as code that one can copy: what Run checks, word for word. */
export function QuestionExamples({ examples }: { examples: readonly Example[] }) {
  const t = useTranslations("bank");
  const locale = useLocale();
  return (
    <section className={styles.examples}>
      <h2>{t("examples")}</h2>
      {examples.map((each) => (
        <div key={each.name} className={styles.example}>
          <h3>{each.title[locale]}</h3>
          <CodeBlock language="python" code={exampleText(each)} />
          {each.note && <p className={styles.soft}>{each.note[locale]}</p>}
        </div>
      ))}
    </section>
  );
}

function exampleText({ setup, call, expect }: Example): string {
  const lines = [setup.trimEnd(), call.trim()].filter(Boolean).join("\n");
  return `${lines}\n${expect.trimEnd().split("\n").map((line) => `# ${line}`).join("\n")}`;
}
