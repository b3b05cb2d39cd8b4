"use client";

import { memo } from "react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { RunOutput, RunVerdictView, ShownArrays } from "@/components/judging/run-verdict";
import { SubmissionVerdictView } from "@/components/judging/submission-verdict";
import type { Example } from "@/lib/questions/schema";
import type { ExecutionState } from "@/lib/transcript/fold";
import { clockText } from "@/lib/transcript/moment-words";
import type { Replay } from "@/lib/transcript/replay";
import styles from "./transcript-view.module.css";

type VerdictPanelProps = { execution: ExecutionState | null; /** Of the question that was judged: they name the visible tests. */ examples: readonly Example[] | undefined; replay: Replay; onGoTo: (moment: number) => void };

/** The run or submission that was on the screen at this moment, as this viewer may see it. */
export const VerdictPanel = memo(function VerdictPanel({ execution, examples, replay, onGoTo }: VerdictPanelProps) {
  const t = useTranslations("transcript");
  if (!execution) return <p className={styles.quietWords}>{t("verdict.none")}</p>;
  const name = replay.final.participants.get(execution.participantId ?? "")?.name ?? t("feed.someone");
  const requestedMs = replay.timeOf(replay.momentOfSeq(execution.requestedSeq));
  return (
    <div className={styles.verdict}>
      <header className={styles.verdictHead}>
        <h2>{execution.kind === "run" ? t("feed.run") : t("feed.submission")}</h2>
        <span>{t("verdict.asked", { name, time: clockText(requestedMs) })}</span>
        <Button variant="plain" size="small" onClick={() => onGoTo(replay.momentOfSeq(execution.textSeq))}>{t("verdict.toCode")}</Button>
      </header>
      {execution.kind === "run" && execution.input !== null && <CodeBlock caption={t("verdict.ownInput")} code={execution.input} language="python" />}
      {!execution.finished && <p>{t("verdict.waiting", { time: clockText(requestedMs) })}</p>}
      {execution.kind === "run" && execution.finished && (
        <>
          <RunVerdictView verdict={execution.finished.verdict} examples={examples} />
          <RunOutput verdict={execution.finished.verdict} />
          {execution.finished.verdict.shown.length > 0 && <ShownArrays verdict={execution.finished.verdict} />}
        </>
      )}
      {execution.kind === "submission" && execution.finished && (
        <SubmissionVerdictView verdict={execution.finished.verdict} explained={execution.explained} />
      )}
    </div>
  );
});
