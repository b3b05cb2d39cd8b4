"use client";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { useForm } from "@/components/people/use-form";
import type { HttpFailure } from "@/lib/http/client";
import styles from "./interviews.module.css";

type JoinFormProps = {
  title: string; hostName: string; minutes: number; personName: string | null;
  onJoin: (name: string) => Promise<{ ok: true; value: { interviewId: string } } | HttpFailure>;
  onJoined: (interviewId: string) => void;
};

/** Who invites, to what, and what is recorded: said before anybody is in. A name is enough. */
export function JoinForm({ title, hostName, minutes, personName, onJoin, onJoined }: JoinFormProps) {
  const t = useTranslations("interviews.join");
  const errors = useTranslations("errors.http");
  const { isBusy, failure, onSubmit } = useForm((data) => onJoin(String(data.get("name") ?? "")), ({ interviewId }) => onJoined(interviewId));
  const words = failure && (errors.has(failure.code as "failed") ? errors(failure.code as "failed") : errors("failed"));
  const isAboutName = failure?.code === "name_missing" || failure?.code === "name_too_long";
  return (
    <form className={styles.stack} onSubmit={(event) => void onSubmit(event)} noValidate>
      <h1>{t("title", { host: hostName })}</h1>
      <p>{t("about", { title, minutes })}</p>
      <section className={styles.section}><h2>{t("recorded")}</h2><p>{t("recordedBody")}</p></section>
      {words && !isAboutName && <Banner kind="wrong">{words}</Banner>}
      {personName === null ? (
        <TextField name="name" label={t("name")} hint={t("nameHint")} autoComplete="name" maxLength={80} required error={isAboutName ? words : null} />
      ) : <p>{t("as", { name: personName })}</p>}
      <div><Button type="submit" variant="primary" busy={isBusy}>{isBusy ? t("busy") : t("submit")}</Button></div>
    </form>
  );
}
