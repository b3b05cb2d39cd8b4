"use client";

import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import styles from "./transcript-view.module.css";

export const transcriptFailures = ["offline", "not_ended", "not_found", "unreadable", "other"] as const;
export type TranscriptFailure = (typeof transcriptFailures)[number];

/** While the transcript is on its way: the page's shape, and a word. */
export function TranscriptLoading({ back }: { back: ReactNode }) {
  const t = useTranslations("transcript");
  return (
    <div className={styles.page} aria-busy>
      <header className={styles.head}>{back}</header>
      <output className={styles.loading}>{t("loading")}</output>
    </div>
  );
}

export function TranscriptFailed({ failure, back, onRetry }: { failure: TranscriptFailure; back: ReactNode; onRetry: () => void }) {
  const t = useTranslations("transcript.failed");
  return (
    <div className={styles.page}>
      <header className={styles.head}>{back}</header>
      <main className={styles.alone}>
        <Banner kind="wrong" title={t("title")} action={failure === "not_found" ? null : <Button onClick={onRetry}>{t("retry")}</Button>}>
          {t(failure)}
        </Banner>
      </main>
    </div>
  );
}
