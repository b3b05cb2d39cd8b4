"use client";
import { ArrowUp, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button, ButtonLink } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field, TextField, TextInput } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import type { HttpFailure } from "@/lib/http/client";
import { maxMinutes, maxQuestions, minMinutes } from "@/lib/interviews/schema";
import type { QuestionSheet } from "@/lib/questions/types";
import { fitsSearch } from "@/lib/questions/search";
import styles from "./interviews.module.css";

export type QuestionChoice = Pick<QuestionSheet, "slug" | "kind" | "difficulty" | "minutes" | "topics" | "title" | "summary">;
export type CreatedInterview = { interviewId: string; inviteUrl: string };
type NewInterviewProps = {
  questions: readonly QuestionChoice[];
  chosenSlugs: readonly string[];
  onCreate: (wanted: { title: string; questionSlugs: string[]; minutes: number }) => Promise<{ ok: true; value: CreatedInterview } | HttpFailure>;
};

/** Questions in order, minutes, and then the link to send. */
export function NewInterviewForm({ questions, chosenSlugs, onCreate }: NewInterviewProps) {
  const t = useTranslations("interviews.new");
  const common = useTranslations("common");
  const errors = useTranslations("errors.http");
  const locale = useLocale();
  const [chosen, setChosen] = useState<readonly string[]>(chosenSlugs);
  const [search, setSearch] = useState("");
  const [minutes, setMinutes] = useState("45");
  const [title, setTitle] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [created, setCreated] = useState<CreatedInterview | null>(null);
  const fitting = questions.filter((each) => fitsSearch(each, search));
  const count = Number(minutes);
  const isCount = Number.isInteger(count) && count >= minMinutes && count <= maxMinutes;

  if (created) return <Created created={created} />;

  const submit = async () => {
    setAsked(true);
    if (chosen.length === 0 || !isCount || isBusy) return;
    setBusy(true);
    const result = await onCreate({ title, questionSlugs: [...chosen], minutes: count });
    setBusy(false);
    if (result.ok) setCreated(result.value);
    else setFailure(errors.has(result.code as "failed") ? errors(result.code as "failed") : errors("failed"));
  };
  return (
    <form className={styles.stack} noValidate onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <h1>{t("title")}</h1>
      {failure && <Banner kind="wrong">{failure}</Banner>}
      {questions.length === 0 && <Banner kind="limit">{t("emptyBank")}</Banner>}
      <div className={styles.columns}>
        <Field label={t("questions")} hint={t("questionsHint")} error={isAsked && chosen.length === 0 ? t("needQuestion") : null}>
          {(control) => (
            <div className={styles.stack}>
              <TextInput {...control} type="search" placeholder={t("search")} value={search} onChange={(event) => setSearch(event.target.value)} />
              {fitting.length === 0 && questions.length > 0 ? <p className={styles.soft}>{t("none", { search })}</p> : null}
              <ul className={styles.choices} aria-label={t("questions")}>
                {fitting.map((each) => (
                  <li key={each.slug}>
                    <label className={styles.choice}>
                      <input
                        type="checkbox" checked={chosen.includes(each.slug)} disabled={!chosen.includes(each.slug) && chosen.length >= maxQuestions}
                        onChange={(event) => setChosen(event.target.checked ? [...chosen, each.slug] : chosen.filter((slug) => slug !== each.slug))}
                      />
                      <strong>{each.title[locale]}</strong>
                      <span />
                      <span className={styles.soft}>
                        {common(`kind.${each.kind}`)} · {common(`difficulty.${each.difficulty}`)} · {common("minutes", { count: each.minutes })} · {each.summary[locale]}
                      </span>
                    </label>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </Field>
        <div className={styles.stack}>
          <section className={styles.section} aria-label={t("chosen")}>
            <h2>{t("chosen")}</h2>
            {chosen.length === 0 && <p className={styles.soft}>{t("chosenNone")}</p>}
            <ol className={styles.chosen}>
              {chosen.map((slug, index) => {
                const name = questions.find((each) => each.slug === slug)?.title[locale] ?? slug;
                return (
                  <li key={slug}>
                    <span className={styles.chosenLine}>
                      <span className={styles.grow}>{name}</span>
                      {index > 0 && <IconButton label={t("up", { title: name })} icon={<ArrowUp aria-hidden />} onClick={() => setChosen(moveUp(chosen, index))} />}
                      <IconButton label={t("remove", { title: name })} icon={<X aria-hidden />} onClick={() => setChosen(chosen.filter((each) => each !== slug))} />
                    </span>
                  </li>
                );
              })}
            </ol>
          </section>
          <TextField
            label={t("minutes")} hint={t("minutesHint")} inputMode="numeric" value={minutes} onChange={(event) => setMinutes(event.target.value)}
            error={isAsked && !isCount ? t("badMinutes") : null}
          />
          <TextField label={t("name")} hint={t("nameHint")} maxLength={120} value={title} onChange={(event) => setTitle(event.target.value)} />
          <div><Button type="submit" variant="primary" busy={isBusy}>{isBusy ? t("busy") : t("submit")}</Button></div>
        </div>
      </div>
    </form>
  );
}

function Created({ created }: { created: CreatedInterview }) {
  const t = useTranslations("interviews.created");
  return (
    <div className={styles.stack} role="status">
      <h1>{t("title")}</h1>
      <p>{t("body")}</p>
      <p className={styles.link} aria-label={t("link")}>{created.inviteUrl}</p>
      <div className={styles.actions}>
        <CopyButton text={created.inviteUrl} label={t("copy")} />
        <ButtonLink href={`/interviews/${created.interviewId}`} variant="primary">{t("enter")}</ButtonLink>
      </div>
    </div>
  );
}

function moveUp(items: readonly string[], index: number): string[] {
  const moved = [...items];
  moved.splice(index - 1, 0, ...moved.splice(index, 1));
  return moved;
}
