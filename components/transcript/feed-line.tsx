"use client";

import { memo, type ReactNode } from "react";
import { Flag, Lightbulb, StickyNote } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Markdown } from "@/components/ui/markdown";
import { VerdictMark } from "@/components/ui/mark";
import { useSentence } from "@/components/transcript/use-words";
import type { Entry } from "@/lib/transcript/entries";
import type { ParticipantState } from "@/lib/transcript/fold";
import { clockText } from "@/lib/transcript/moment-words";
import type { TranscriptQuestion } from "@/lib/transcript/wire";
import styles from "./feed.module.css";

export type FeedPeople = { readonly participants: ReadonlyMap<string, ParticipantState>; readonly viewerId: string };
type FeedLineProps = {
  entry: Entry;
  moment: number;
  ms: number;
  people: FeedPeople;
  questions: readonly TranscriptQuestion[];
  onGoTo: (moment: number) => void;
};

/** One thing that happened, with its time: a press on the time goes there. */
export const FeedLine = memo(function FeedLine({ entry, moment, ms, people, questions, onGoTo }: FeedLineProps) {
  const t = useTranslations("transcript.feed");
  const locale = useLocale();
  const sentence = useSentence(people.participants);
  const author = entry.participantId === null ? undefined : people.participants.get(entry.participantId);
  const name = author?.name ?? t("someone");
  const time = (
    <button type="button" className={styles.time} aria-label={t("jump", { time: clockText(ms) })} onClick={() => onGoTo(moment)}>{clockText(ms)}</button>
  );
  const plain = (text: ReactNode) => <p className={styles.plain}><span>{text}</span>{time}</p>;
  const said = (text: string, note: boolean) => (
    <article className={note ? styles.note : styles.said}>
      <header>
        {author && <Avatar name={author.name} hue={author.hue} size={18} />}
        <b>{name}</b>
        {author?.participantId === people.viewerId && <span className={styles.you}>{t("you")}</span>}
        {time}
      </header>
      {note && <p className={styles.only}><StickyNote aria-hidden />{t("noteOnly")}</p>}
      <Markdown text={text} compact />
    </article>
  );
  const released = (title: string, icon: ReactNode, text: string) => (
    <article className={styles.released}>
      <header>{icon}<b>{title}</b>{time}</header>
      <Markdown text={text} compact />
    </article>
  );
  switch (entry.kind) {
    case "chat_sent": return said(entry.payload.text, false);
    case "note_written": return said(entry.payload.text, true);
    case "hint_released": return released(t("hint", { number: entry.payload.index + 1 }), <Lightbulb aria-hidden />, entry.payload.text[locale]);
    case "stage_released": return released(t("stage", { number: entry.payload.index + 1 }), <Flag aria-hidden />, entry.payload.text[locale]);
    case "run_finished":
    case "submission_finished": {
      const { verdict } = entry.payload;
      return (
        <p className={styles.verdict}>
          <b>{entry.kind === "run_finished" ? t("run") : t("submission")}</b>
          <VerdictMark verdict={verdict.verdict} filled />
          {"score" in verdict && verdict.score !== null && <span>{t("score", { score: verdict.score })}</span>}
          {time}
        </p>
      );
    }
    case "interview_started":
    case "interview_ended": return plain(<b>{sentence(entry)}</b>);
    case "question_opened": {
      const { interviewQuestionId } = entry.payload;
      const title = questions.find((each) => each.interviewQuestionId === interviewQuestionId)?.sheet.title[locale] ?? "";
      return plain(<b>{t("question_opened", { title })}</b>);
    }
    default: return plain(sentence(entry));
  }
});
