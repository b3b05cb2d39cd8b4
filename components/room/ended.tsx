"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import type { InterviewState } from "@/lib/transcript/fold";
import { RefusedTexts } from "./refused-texts";
import type { RefusedText } from "@/lib/realtime/document-client";
import styles from "./room.module.css";

type EndedProps = {
  interviewId: string;
  reason: NonNullable<InterviewState["ended"]>["reason"];
  isGuest: boolean;
  refused: readonly RefusedText[];
  onDismissRefused: () => void;
  onMakeLink: () => Promise<string | null>;
};

/** What comes next: the transcript, and for who has no account a link to keep. */
export function Ended({ interviewId, reason, isGuest, refused, onDismissRefused, onMakeLink }: EndedProps) {
  const t = useTranslations("room.ended");
  const [link, setLink] = useState<string | null>(null);
  return (
    <main className={styles.lobby} role="status">
      <h1>{t("title")}</h1>
      <p>{t(reason)}</p>
      <RefusedTexts refused={refused} onDismiss={onDismissRefused} />
      <div><ButtonLink variant="primary" href={`/interviews/${interviewId}/transcript`}>{t("transcript")}</ButtonLink></div>
      {isGuest && (
        <section className={styles.stack}>
          <h2>{t("keep")}</h2>
          <p>{t("keepBody")}</p>
          {link ? <><code data-testid="review-link">{link}</code><div><CopyButton text={link} label={t("keep")} /></div></> : (
            <div><Button onClick={() => void onMakeLink().then(setLink)}>{t("make")}</Button></div>
          )}
        </section>
      )}
    </main>
  );
}
