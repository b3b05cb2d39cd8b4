"use client";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import type { RefusedText } from "@/lib/realtime/document-client";
import styles from "./room.module.css";

/** Text that the server would not take: nothing typed is lost, it can be copied from here. */
export function RefusedTexts({ refused, onDismiss }: { refused: readonly RefusedText[]; onDismiss: () => void }) {
  const t = useTranslations("room.refused");
  const errors = useTranslations("errors.event");
  const [first] = refused;
  if (!first) return null;
  const text = refused.map((each) => each.text).join("");
  return (
    <Banner kind="limit" title={t("title")} className={styles.refused} action={<><CopyButton text={text} /><Button size="small" onClick={onDismiss}>{t("dismiss")}</Button></>}>
      <p>{errors(first.code)}</p>
      <pre>{text}</pre>
    </Banner>
  );
}
