"use client";
import { useTranslations, useLocale } from "next-intl";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import type { Role } from "@/lib/interviews/permissions";
import type { InterviewState } from "@/lib/transcript/fold";
import type { RoomQuestion } from "./room-data";
import styles from "./room.module.css";

type LobbyProps = {
  title: string;
  interview: InterviewState;
  me: { participantId: string; role: Role };
  questions: readonly RoomQuestion[];
  hasConsented: boolean;
  onConsent: () => Promise<boolean>;
  onInvite: () => Promise<string | null>;
  onStart: () => Promise<void>;
};

/** Before the start: the interviewer prepares unseen, the candidate reads what will be recorded. */
export function Lobby({ title, interview, me, questions, hasConsented, onConsent, onInvite, onStart }: LobbyProps) {
  const t = useTranslations("lobby");
  const common = useTranslations("common");
  const locale = useLocale();
  const [agreed, setAgreed] = useState(hasConsented);
  const [link, setLink] = useState<string | null>(null);
  const [isStarting, setStarting] = useState(false);
  const isInterviewer = me.role === "interviewer";
  const people = [...interview.participants.values()];
  const candidateIsHere = people.some((each) => each.role === "candidate" && each.connection.state === "connected");
  const minutes = interview.clock.state === "not_started" ? interview.clock.minutes : 0;
  return (
    <main className={styles.lobby}>
      <header><p className={styles.soft}>{t("title")} · {t("minutes", { minutes })}</p><h1>{title}</h1></header>
      <p>{isInterviewer ? t("waitingInterviewer") : t("waitingCandidate")}</p>
      {isInterviewer && (
        <div className={styles.stack}>
          <div>
            <Button variant="primary" busy={isStarting} onClick={() => { setStarting(true); void onStart().finally(() => setStarting(false)); }}>
              {isStarting ? t("starting") : t("start")}
            </Button>
          </div>
          {!candidateIsHere && <p className={styles.soft}>{t("nobody")}</p>}
        </div>
      )}
      <section className={styles.stack}>
        <h2>{t("people")}</h2>
        <ul className={styles.people}>
          {people.map((each) => (
            <li key={each.participantId} className={styles.person}>
              <Avatar name={each.name} hue={each.hue} away={each.connection.state !== "connected"} />
              <span>
                <strong>{each.name}</strong> {each.participantId === me.participantId && <span className={styles.soft}>({t("you")})</span>}
                <br />
                <span className={styles.soft}>
                  {common(`role.${each.role}`)} · {each.connection.state === "connected" ? t("here") : each.connection.state === "left" ? t("away") : t("lost")}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </section>
      {isInterviewer && (
        <section className={styles.stack}>
          <h2>{t("invite")}</h2>
          <p className={styles.soft}>{t("inviteBody")}</p>
          {link ? <><code>{link}</code><div><CopyButton text={link} label={common("copy.copy")} /></div></> : (
            <div><Button onClick={() => void onInvite().then(setLink)}>{t("makeLink")}</Button></div>
          )}
        </section>
      )}
      {questions.length > 0 && (
        <section className={styles.stack}>
          <h2>{t("questions")}</h2>
          <ol>{questions.map((each) => <li key={each.interviewQuestionId}>{each.sheet.title[locale]}</li>)}</ol>
        </section>
      )}
      <section className={styles.stack}>
        <h2>{t("recorded")}</h2>
        <ul><li>{t("recordedCode")}</li><li>{t("recordedRuns")}</li><li>{t("recordedChat")}</li></ul>
        <p>{t("recordedNot")}</p>
        {me.role === "candidate" && (agreed ? <p role="status">{t("agreed")}</p> : (
          <div><Button variant="primary" onClick={() => void onConsent().then(setAgreed)}>{t("agree")}</Button></div>
        ))}
      </section>
    </main>
  );
}
