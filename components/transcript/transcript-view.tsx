"use client";

import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { EmptyState } from "@/components/ui/empty-state";
import { Tab, TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import { Feed } from "@/components/transcript/feed";
import { PlayerBar } from "@/components/transcript/player-bar";
import { ReplayEditor } from "@/components/transcript/replay-editor";
import { Statement } from "@/components/transcript/statement";
import { Timeline } from "@/components/transcript/timeline";
import { usePlayer } from "@/components/transcript/use-player";
import { usePlayerKeys } from "@/components/transcript/use-player-keys";
import { useSingleKeys } from "@/components/transcript/use-single-keys";
import { VerdictPanel } from "@/components/transcript/verdict-panel";
import { formatRemaining, remainingMs } from "@/lib/interviews/clock";
import type { InterviewState } from "@/lib/transcript/fold";
import type { Mark } from "@/lib/transcript/marks";
import { activeDocument, latestExecution } from "@/lib/transcript/moment-words";
import type { Transcript } from "@/lib/transcript/wire";
import styles from "./transcript-view.module.css";

type TranscriptViewProps = {
  transcript: Transcript;
  /** Where a link points. */
  atSeq: number | null;
  /** The address of a moment. */
  linkTo: (seq: number) => string;
  /** Called when the replay has come to rest somewhere, so that the page's address can say so. */
  onRest: (seq: number) => void;
  /** The way out, at the head. */
  back: ReactNode;
};

export function TranscriptView({ transcript, atSeq, linkTo, onRest, back }: TranscriptViewProps) {
  const t = useTranslations("transcript");
  const locale = useLocale();
  const playing = usePlayer(transcript, atSeq);
  const { replay, player, state } = playing;
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const [side, setSide] = useState("feed");
  const [shown, setShown] = useState("code");
  usePlayerKeys({ replay, player, singleKeys });

  const moment = replay.settled(state.moment);
  const interview = useMemo(() => replay.stateAt(moment), [replay, moment]);
  const documentId = activeDocument(replay.entries, moment);
  const opened = interview.questions.find((each) => each.documentId === documentId);
  const question = transcript.questions.find((each) => each.interviewQuestionId === opened?.interviewQuestionId);
  const goTo = useCallback((moment: number) => player.goTo(moment), [player]);

  const restingSeq = state.playing === "no" ? replay.seqOf(state.moment) : null;
  useEffect(() => {
    if (restingSeq === null) return undefined;
    const timer = setTimeout(() => onRest(restingSeq), 400);
    return () => clearTimeout(timer);
  }, [restingSeq, onRest]);

  function toVerdict(mark: Mark): void {
    player.pause();
    player.goTo(mark.moment + 1);
    setSide("verdict");
  }

  if (replay.lastMoment === 0) {
    return (
      <div className={styles.page}>
        <header className={styles.head}>{back}<h1>{transcript.title}</h1></header>
        <main className={styles.alone}><EmptyState title={t("empty.title")}>{t("empty.body")}</EmptyState></main>
      </div>
    );
  }
  const head = (
    <header className={styles.head}>
      {back}
      <h1>{transcript.title}</h1>
      {opened && <span className={styles.question}>{question?.sheet.title[locale]}</span>}
      <ClockThen state={interview} wallTime={replay.wallTime(state.moment, state.ms)} />
      <ul className={styles.people}>
        {[...interview.participants.values()].map(({ participantId, name, hue, connection }) => (
          <li key={participantId}><Avatar name={name} hue={hue} size={20} away={connection.state !== "connected"} />{name}</li>
        ))}
      </ul>
      <span className={styles.role}>{t("asRole", { role: transcript.viewer.role })}</span>
    </header>
  );
  return (
    <div className={styles.page}>
      {head}
      <Missing count={replay.unreadable.length} isCut={replay.final.ended === null} />
      <main className={styles.work}>
        <Tabs value={shown} onValueChange={setShown} className={styles.left}>
          <TabList aria-label={t("tabs.left")}>
            <Tab value="code">{t("tabs.code")}</Tab>
            <Tab value="statement">{t("tabs.statement")}</Tab>
          </TabList>
          <TabPanel value="code" forceMount hidden={shown !== "code"} className={styles.code}>
            <ReplayEditor replay={replay} documentId={documentId} moment={moment} ms={state.ms} isPlaying={state.playing !== "no"} />
          </TabPanel>
          <TabPanel value="statement"><Statement question={question} opened={opened} /></TabPanel>
        </Tabs>
        <Tabs value={side} onValueChange={setSide} className={styles.right}>
          <TabList aria-label={t("tabs.right")}>
            <Tab value="feed">{t("tabs.feed")}</Tab>
            <Tab value="verdict">{t("tabs.verdict")}</Tab>
          </TabList>
          <TabPanel value="feed">
            <Feed replay={replay} moment={moment} viewerId={transcript.viewer.participantId} questions={transcript.questions} onGoTo={goTo} />
          </TabPanel>
          <TabPanel value="verdict">
            <VerdictPanel execution={latestExecution(interview, documentId)} examples={question?.sheet.coding?.examples} replay={replay} onGoTo={goTo} />
          </TabPanel>
        </Tabs>
      </main>
      <footer className={styles.foot}>
        <PlayerBar {...playing} singleKeys={singleKeys} onSingleKeys={setSingleKeys} linkTo={linkTo} onVerdict={toVerdict} />
        <Timeline {...playing} />
      </footer>
    </div>
  );
}

/** The interview's clock as it stood. */
function ClockThen({ state, wallTime }: { state: InterviewState; wallTime: number }) {
  const t = useTranslations("transcript.clock");
  const time = formatRemaining(remainingMs(state.clock, wallTime));
  return <span className={styles.clock}>{t(state.clock.state, { time })}</span>;
}

/** Says what a replay lacks; nothing when it is whole. */
function Missing({ count, isCut }: { count: number; isCut: boolean }) {
  const t = useTranslations("transcript.incomplete");
  if (count === 0 && !isCut) return null;
  return (
    <output className={styles.missing}>
      <TriangleAlert aria-hidden />
      {count > 0 && t("entries", { count })} {isCut && t("crashed")}
    </output>
  );
}
