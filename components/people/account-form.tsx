"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { HttpFailure } from "@/lib/http/client";
import { useForm } from "./use-form";
import styles from "./forms.module.css";

export type AccountFields = { name: string; email: string; password: string };
type AccountFormProps = {
  kind: "signIn" | "signUp" | "setup";
  lead?: ReactNode;
  send: (fields: AccountFields) => Promise<{ ok: true; value: unknown } | HttpFailure>;
  onDone: () => void;
  other?: { href: string };
};

const fieldOf: Record<string, keyof AccountFields> = {
  email_taken: "email", email_invalid: "email", name_missing: "name", name_too_long: "name", password_too_short: "password", password_too_long: "password",
};

/** Signing in, signing up and making the first admin: the same three fields, or two of them. */
export function AccountForm({ kind, lead, send, onDone, other }: AccountFormProps) {
  const t = useTranslations("auth");
  const errors = useTranslations("errors.http");
  const { isBusy, failure, onSubmit } = useForm(
    (data) => send({ name: String(data.get("name") ?? ""), email: String(data.get("email") ?? ""), password: String(data.get("password") ?? "") }),
    onDone,
  );
  const words = failure ? (errors.has(failure.code as "failed") ? errors(failure.code as "failed") : errors("failed")) : null;
  const at = failure ? fieldOf[failure.code] : undefined;
  const errorOf = (field: keyof AccountFields) => (at === field ? words : null);
  return (
    <form className={styles.form} onSubmit={(event) => void onSubmit(event)} noValidate>
      <h1>{t(`${kind}.title`)}</h1>
      {lead}
      {words && at === undefined && <Banner kind="wrong">{words}</Banner>}
      {kind !== "signIn" && <TextField name="name" label={t("name")} hint={t("nameHint")} autoComplete="name" required error={errorOf("name")} />}
      <TextField name="email" type="email" label={t("email")} autoComplete="email" required error={errorOf("email")} />
      <TextField
        name="password" type="password" label={t("password")} hint={kind === "signIn" ? undefined : t("passwordHint")} required
        autoComplete={kind === "signIn" ? "current-password" : "new-password"} error={errorOf("password")}
      />
      <div><Button type="submit" variant="primary" busy={isBusy}>{isBusy && kind !== "setup" ? t(`${kind}.busy`) : t(`${kind}.submit`)}</Button></div>
      {other && kind !== "setup" && (
        <p className={styles.foot}>{t(`${kind}.other`)} <Link href={other.href}>{t(`${kind}.otherLink`)}</Link></p>
      )}
    </form>
  );
}
