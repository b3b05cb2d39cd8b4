"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RunOutput, RunVerdictView, ShownArrays } from "@/components/judging/run-verdict";
import { SubmissionVerdictView } from "@/components/judging/submission-verdict";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { LocalTime } from "@/components/ui/local-time";
import { Tab, TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import type { Progress } from "@/lib/realtime/room-client";
import type { Bilingual } from "@/lib/text/locales";
import type { ExecutionState, ParticipantState } from "@/lib/transcript/fold";
import type { RoomQuestion } from "./room-data";
import styles from "./room.module.css";

type ResultsPanelProps = {
  /** The newest one on this document. */
  execution: ExecutionState | null;
  /** The newest run, for its output. */
  run: ExecutionState | null;
  progress: Progress | undefined;
  participants: ReadonlyMap<string, ParticipantState>;
  question: RoomQuestion | undefined;
  testTitles: ReadonlyMap<string, Bilingual>;
  canRun: boolean;
  onRunInput: (input: string) => void;
};

/** What the judge says, for everyone in the room at once. */
export function ResultsPanel({ execution, run, progress, participants, question, testTitles, canRun, onRunInput }: ResultsPanelProps) {
  const t = useTranslations("room");
  const [input, setInput] = useState("");
  const runVerdict = run?.kind === "run" ? run.finished?.verdict : undefined;
  return (
    <Tabs defaultValue="tests" className={styles.tabs}>
      <TabList aria-label={t("panels.results")}>
        <Tab value="tests">{t("panels.tests")}</Tab>
        <Tab value="output">{t("panels.output")}</Tab>
        <Tab value="tensors">{t("panels.tensors")}</Tab>
        <Tab value="input">{t("panels.input")}</Tab>
      </TabList>
      <TabPanel value="tests" className={styles.tabPanel}>
        {!execution ? <p className={styles.soft}>{t("results.none")}</p> : (
          <div className={styles.stack} data-testid="results">
            <p className={styles.soft}>
              {t("results.by", {
                what: t(execution.kind === "run" ? "results.run" : "results.submission"),
                name: participants.get(execution.participantId ?? "")?.name ?? "",
              })}{" "}
              <LocalTime at={execution.requestedAt} style="time" />
            </p>
            {!execution.finished && (
              <p role="status">
                {progress?.state === "running" ? t("results.progress", { done: progress.finishedTests, total: progress.totalTests })
                  : progress && progress.ahead > 0 ? t("results.queuedBehind", { ahead: progress.ahead }) : t("results.queued")}
              </p>
            )}
            {execution.kind === "run" && execution.finished && <RunVerdictView verdict={execution.finished.verdict} examples={question?.sheet.coding?.examples} />}
            {execution.kind === "submission" && execution.finished && (
              <SubmissionVerdictView verdict={execution.finished.verdict} explained={execution.explained} testTitles={testTitles} />
            )}
          </div>
        )}
      </TabPanel>
      <TabPanel value="output" className={styles.tabPanel}>
        {runVerdict ? <RunOutput verdict={runVerdict} /> : <p className={styles.soft}>{t("results.outputNone")}</p>}
      </TabPanel>
      <TabPanel value="tensors" className={styles.tabPanel}>
        {runVerdict ? <ShownArrays verdict={runVerdict} /> : <p className={styles.soft}>{t("results.tensorsNone")}</p>}
      </TabPanel>
      <TabPanel value="input" className={styles.tabPanel}>
        <form className={styles.stack} onSubmit={(event) => { event.preventDefault(); if (input.trim()) onRunInput(input); }}>
          <TextAreaField label={t("results.inputLabel")} rows={4} spellCheck={false} maxLength={4_000} value={input} onChange={(event) => setInput(event.target.value)} />
          <div><Button type="submit" size="small" disabled={!canRun}>{t("results.inputRun")}</Button></div>
        </form>
      </TabPanel>
    </Tabs>
  );
}
