"use client";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { TextField } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import { Table } from "@/components/ui/table";
import { difficulties, questionKinds, topics } from "@/lib/questions/schema";
import { fitsSearch } from "@/lib/questions/search";
import type { QuestionSheet } from "@/lib/questions/types";
import styles from "./bank.module.css";

type Row = Pick<QuestionSheet, "slug" | "kind" | "difficulty" | "minutes" | "topics" | "title" | "summary">;

/** The bank as a dense table that filters as one types. */
export function QuestionTable({ questions }: { questions: readonly Row[] }) {
  const t = useTranslations("bank");
  const common = useTranslations("common");
  const locale = useLocale();
  const [search, setSearch] = useState("");
  const [kind, setKind] = useState("");
  const [topic, setTopic] = useState("");
  const [difficulty, setDifficulty] = useState("");
  const all = { value: "", label: t("all") };
  const rows = questions.filter((each) =>
    fitsSearch(each, search) && (!kind || each.kind === kind) && (!difficulty || each.difficulty === difficulty) && (!topic || each.topics.some((one) => one === topic)),
  );
  const used = topics.filter((each) => questions.some((question) => question.topics.includes(each)));
  return (
    <>
      <div className={styles.filters}>
        <TextField className={styles.search} type="search" label={t("search")} value={search} onChange={(event) => setSearch(event.target.value)} />
        <SelectField label={t("kind")} value={kind} onChange={(event) => setKind(event.target.value)} options={[all, ...questionKinds.map((value) => ({ value, label: common(`kind.${value}`) }))]} />
        <SelectField label={t("topic")} value={topic} onChange={(event) => setTopic(event.target.value)} options={[all, ...used.map((value) => ({ value, label: common(`topic.${value}`) }))]} />
        <SelectField label={t("difficulty")} value={difficulty} onChange={(event) => setDifficulty(event.target.value)} options={[all, ...difficulties.map((value) => ({ value, label: common(`difficulty.${value}`) }))]} />
      </div>
      <p role="status" className={styles.soft}>{rows.length > 0 ? t("count", { count: rows.length }) : t("none")}</p>
      {rows.length > 0 && (
        <Table>
          <thead><tr><th>{t("question")}</th><th>{t("kind")}</th><th>{t("topic")}</th><th>{t("difficulty")}</th><th>{t("minutes")}</th></tr></thead>
          <tbody>
            {rows.map((each) => (
              <tr key={each.slug}>
                <td><Link href={`/bank/${each.slug}`}>{each.title[locale]}</Link><div className={styles.soft}>{each.summary[locale]}</div></td>
                <td>{common(`kind.${each.kind}`)}</td>
                <td>{each.topics.map((one) => common(`topic.${one}`)).join(", ")}</td>
                <td>{common(`difficulty.${each.difficulty}`)}</td>
                <td>{each.minutes}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}
