"use client";
import { Play, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useState } from "react";
import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Tab, TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import { can, type Action } from "@/lib/interviews/permissions";
import type { RequestFailure } from "@/lib/realtime/document-client";
import type { Room, RoomSnapshot } from "@/lib/realtime/room-client";
import type { Result } from "@/lib/result";
import { CodeEditor } from "./code-editor";
import { MessagesPanel } from "./messages-panel";
import { Palette, type PaletteAction } from "./palette";
import { PeoplePanel } from "./people-panel";
import { RefusedTexts } from "./refused-texts";
import { ResultsPanel } from "./results-panel";
import type { GuideState, Me, RoomQuestion } from "./room-data";
import { RoomHeader } from "./room-header";
import { ScriptPanel } from "./script-panel";
import { StatementPanel } from "./statement-panel";
import styles from "./room.module.css";

type RoomViewProps = {
  room: Room;
  snapshot: RoomSnapshot;
  me: Me;
  questions: readonly RoomQuestion[];
  guide: GuideState;
  onRetryGuide: () => void;
  onLanguage: () => void;
};

const noTitles = new Map<string, never>();

/** The live room: statement, editor, results, and the desk of who looks at it. */
export function RoomView({ room, snapshot, me, questions, guide, onRetryGuide, onLanguage }: RoomViewProps) {
  const t = useTranslations("room");
  const errors = useTranslations("errors.event");
  const { interview, connection, progress } = snapshot;
  const opened = interview.questions.at(-1);
  const question = questions.find((each) => each.interviewQuestionId === opened?.interviewQuestionId);
  const next = questions.find((each) => each.openedAt === null && !interview.questions.some((one) => one.interviewQuestionId === each.interviewQuestionId));
  const shared = opened ? room.document(opened.documentId) : null;
  const document = shared?.getSnapshot() ?? null;
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isEnding, setEnding] = useState(false);
  const columns = useDefaultLayout({ id: "room-columns", storage: typeof localStorage === "undefined" ? noStorage : localStorage });
  const rows = useDefaultLayout({ id: "room-rows", storage: typeof localStorage === "undefined" ? noStorage : localStorage });

  const may = (action: Action) => can(me.role, action, interview.phase);
  const executions = [...interview.executions.values()].filter((each) => each.documentId === opened?.documentId);
  const newest = executions.at(-1) ?? null;
  const run = executions.findLast((each) => each.kind === "run") ?? null;
  const mine = executions.find((each) => each.participantId === me.participantId && !each.finished);
  const canRun = may("run:request") && !interview.runsDisabled && !mine && connection.state === "connected" && question?.sheet.coding !== null;
  const testTitles = useMemo(
    () => (guide.state === "open" ? new Map(guide.guide.coding?.tests.map((test) => [test.name, test.title])) : noTitles),
    [guide],
  );

  const tell = useCallback((result: Result<unknown, RequestFailure>) => {
    setComplaint(result.ok ? null : errors(result.code));
    return result.ok ? null : errors(result.code);
  }, [errors]);
  const onRun = () => { if (opened && canRun) void room.run(opened.documentId, null).then(tell); };
  const onSubmit = () => { if (opened && canRun) void room.submit(opened.documentId).then(tell); };

  const actions: PaletteAction[] = [
    ...(canRun ? [{ name: "run", label: t("actions.run"), keys: "Ctrl+Enter", run: onRun }, { name: "submit", label: t("actions.submit"), keys: "Ctrl+Shift+Enter", run: onSubmit }] : []),
    ...(may("question:open") && next ? [{ name: "next", label: t("actions.next"), run: () => void room.request("question:open", { interviewQuestionId: next.interviewQuestionId }).then(tell) }] : []),
    ...(may("interview:extend") ? [{ name: "extend", label: t("actions.extend"), run: () => void room.request("interview:extend", { minutes: 5 }).then(tell) }] : []),
    ...(may("interview:pause") ? [{
      name: "pause", label: interview.clock.state === "paused" ? t("actions.resume") : t("actions.pause"),
      run: () => void room.request("interview:pause", { paused: interview.clock.state !== "paused" }).then(tell),
    }] : []),
    ...(may("editor:lock") ? [{
      name: "lock", label: interview.editorLocked ? t("actions.unlock") : t("actions.lock"),
      run: () => void room.request("editor:lock", { locked: !interview.editorLocked }).then(tell),
    }] : []),
    { name: "language", label: t("actions.language"), run: onLanguage },
    ...(may("interview:end") ? [{ name: "end", label: t("actions.end"), run: () => setEnding(true) }] : []),
  ];

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setPaletteOpen(true);
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  const isLockedForMe = interview.editorLocked && me.role === "candidate";
  return (
    <div className={styles.room}>
      <RoomHeader
        title={snapshot.title} interview={interview} connection={connection} unacknowledged={document?.unacknowledged ?? 0}
        clockOffsetMs={snapshot.clockOffsetMs} onPalette={() => setPaletteOpen(true)} onEnd={may("interview:end") ? () => setEnding(true) : null}
      >
        {questions.length > 1 && <span className={styles.soft}>{t("jump", { number: interview.questions.length, total: Math.max(questions.length, interview.questions.length) })}</span>}
      </RoomHeader>
      <div className={styles.banners}>
        {complaint && <Banner kind="limit">{complaint}</Banner>}
        {document && document.refused.length > 0 && <RefusedTexts refused={document.refused} onDismiss={() => shared?.dismissRefused()} />}
      </div>
      <Group orientation="horizontal" defaultLayout={columns.defaultLayout} onLayoutChanged={columns.onLayoutChanged}>
        <Panel id="statement" minSize={220} defaultSize="26%" collapsible>
          <section className={styles.panel} aria-label={t("panels.statement")}><div className={styles.scroll}><StatementPanel question={question} opened={opened} /></div></section>
        </Panel>
        <Separator className={`${styles.handle} ${styles.handleColumn}`} aria-label={t("panels.statement")} />
        <Panel id="work" minSize={320}>
          <Group orientation="vertical" defaultLayout={rows.defaultLayout} onLayoutChanged={rows.onLayoutChanged}>
            <Panel id="editor" minSize={120} defaultSize="62%">
              <section className={styles.panel} aria-label={t("panels.editor")}>
                <div className={styles.toolbar}>
                  <span className={styles.file}>solution.py</span>
                  <span className={styles.soft}>{isLockedForMe ? t("editor.locked") : may("document:edit") ? t("editor.tab") : t("editor.readOnly")}</span>
                  <span className={styles.grow} />
                  {may("run:request") && question?.sheet.coding && (
                    <>
                      <Button size="small" icon={<Play aria-hidden />} busy={mine?.kind === "run"} disabled={!canRun && !mine} onClick={onRun}>{mine?.kind === "run" ? t("actions.running") : t("actions.run")}</Button>
                      <Button size="small" variant={me.role === "candidate" ? "primary" : "plain"} icon={<Send aria-hidden />} busy={mine?.kind === "submission"} disabled={!canRun && !mine} onClick={onSubmit}>
                        {mine?.kind === "submission" ? t("actions.submitting") : t("actions.submit")}
                      </Button>
                    </>
                  )}
                </div>
                {document?.isSynced ? (
                  <CodeEditor key={`${opened?.documentId}/${document.generation}`} document={document} isReadOnly={!may("document:edit") || isLockedForMe} onRun={onRun} onSubmit={onSubmit} />
                ) : <div className={styles.centre} role="status">{t("editor.loading")}</div>}
              </section>
            </Panel>
            <Separator className={`${styles.handle} ${styles.handleRow}`} aria-label={t("panels.results")} />
            <Panel id="results" minSize={80} collapsible>
              <section className={styles.panel} aria-label={t("panels.results")}>
                <ResultsPanel
                  execution={newest} run={run} progress={newest ? progress.get(newest.executionId) : undefined} participants={interview.participants}
                  question={question} testTitles={testTitles} canRun={canRun}
                  onRunInput={(input) => { if (opened && canRun) void room.run(opened.documentId, input).then(tell); }}
                />
              </section>
            </Panel>
          </Group>
        </Panel>
        <Separator className={`${styles.handle} ${styles.handleColumn}`} aria-label={t("panels.side")} />
        <Panel id="desk" minSize={220} defaultSize="24%" collapsible>
          <section className={styles.panel} aria-label={t("panels.side")}>
            <Tabs defaultValue={me.role === "interviewer" ? "script" : "chat"} className={styles.tabs}>
              <TabList aria-label={t("panels.side")}>
                {me.role === "interviewer" && <Tab value="script">{t("panels.script")}</Tab>}
                {me.role === "interviewer" && <Tab value="notes">{t("panels.notes")}</Tab>}
                <Tab value="chat">{t("panels.chat")}</Tab>
                <Tab value="people">{t("panels.people")}</Tab>
              </TabList>
              {me.role === "interviewer" && (
                <TabPanel value="script" className={styles.tabPanel}>
                  <ScriptPanel
                    guide={guide} opened={opened} onRetry={onRetryGuide}
                    onRelease={(what, index) => { if (opened) void room.request(`${what}:release`, { interviewQuestionId: opened.interviewQuestionId, index }).then(tell); }}
                  />
                </TabPanel>
              )}
              {me.role === "interviewer" && (
                <TabPanel value="notes" className={styles.tabPanel} style={{ padding: 0 }}>
                  <MessagesPanel
                    messages={interview.notes} participants={interview.participants} label={t("notes.label")} empty={t("notes.none")} sendLabel={t("notes.add")}
                    onSend={async (text) => tell(await room.request("note:write", { text }))}
                  />
                </TabPanel>
              )}
              <TabPanel value="chat" className={styles.tabPanel} style={{ padding: 0 }}>
                <MessagesPanel
                  messages={interview.chat} participants={interview.participants} label={t("chat.label")} empty={t("chat.none")} sendLabel={t("chat.send")}
                  onSend={may("chat:send") ? async (text) => tell(await room.request("chat:send", { text })) : null}
                />
              </TabPanel>
              <TabPanel value="people" className={styles.tabPanel}><PeoplePanel participants={interview.participants} me={me} /></TabPanel>
            </Tabs>
          </section>
        </Panel>
      </Group>
      <Palette open={isPaletteOpen} onOpenChange={setPaletteOpen} actions={actions} />
      <ConfirmDialog
        open={isEnding} onOpenChange={setEnding} title={t("end.title")} description={t("end.body")} confirmLabel={t("end.confirm")}
        onConfirm={() => void room.request("interview:end", {}).then(tell)}
      />
    </div>
  );
}

const noStorage = { getItem: () => null, setItem: () => undefined };
