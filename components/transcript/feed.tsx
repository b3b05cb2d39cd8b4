"use client";

import { memo, useEffect, useMemo, useRef } from "react";
import { useTranslations } from "next-intl";
import { FeedLine, type FeedPeople } from "@/components/transcript/feed-line";
import type { TranscriptQuestion } from "@/lib/transcript/wire";
import type { Entry, EntryKind } from "@/lib/transcript/entries";
import type { Replay } from "@/lib/transcript/replay";
import { firstAbove } from "@/lib/transcript/time-axis";
import styles from "./feed.module.css";

/** Edits are on the screen, requests show by their results, and what the judge told interviewers stands with the verdict. */
const untold: ReadonlySet<EntryKind> = new Set<EntryKind>(["edited", "run_requested", "submission_requested", "submission_explained"]);

type FeedProps = {
  replay: Replay;
  moment: number;
  viewerId: string;
  questions: readonly TranscriptQuestion[];
  onGoTo: (moment: number) => void;
};

/** What was said, released and judged up to this moment, newest below, as people in the room saw it grow. */
export const Feed = memo(function Feed({ replay, moment, viewerId, questions, onGoTo }: FeedProps) {
  const t = useTranslations("transcript.feed");
  const list = useRef<HTMLOListElement>(null);
  const items = useMemo(() => {
    const told: { readonly moment: number; readonly entry: Entry }[] = [];
    replay.entries.forEach((entry, index) => {
      if (entry && !untold.has(entry.kind)) told.push({ moment: index + 1, entry });
    });
    return told;
  }, [replay]);
  const people: FeedPeople = useMemo(() => ({ participants: replay.final.participants, viewerId }), [replay, viewerId]);
  const count = firstAbove(items, (item) => item.moment > moment);
  useEffect(() => {
    const panel = list.current?.closest("[role=tabpanel]");
    if (!list.current || !panel) return undefined;
    const toNewest = () => {
      panel.scrollTop = panel.scrollHeight;
    };
    toNewest();
    // Fonts and formulas come later and make lines taller.
    const observer = new ResizeObserver(toNewest);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, [count]);
  if (count === 0) return <p className={styles.nothing}>{t("nothing")}</p>;
  return (
    <ol ref={list} className={styles.feed}>
      {items.slice(0, count).map((item, index) => (
        <li key={item.entry.seq} aria-current={index === count - 1 ? "step" : undefined} className={styles.item}>
          <FeedLine entry={item.entry} moment={item.moment} ms={replay.timeOf(item.moment)} people={people} questions={questions} onGoTo={onGoTo} />
        </li>
      ))}
    </ol>
  );
});
