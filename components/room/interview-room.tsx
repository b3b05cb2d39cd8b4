"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Ended } from "./ended";
import { Lobby } from "./lobby";
import type { GuideState, RoomQuestion } from "./room-data";
import { RoomView } from "./room-view";
import { useRoom } from "./use-room";
import styles from "./room.module.css";

const loadingGuide: GuideState = { state: "loading" };

export type InterviewRoomProps = {
  interviewId: string;
  hasConsented: boolean;
  loadQuestions: () => Promise<readonly RoomQuestion[] | null>;
  loadGuide: (interviewQuestionId: string) => Promise<Exclude<GuideState, { state: "loading" }>>;
  onConsent: () => Promise<boolean>;
  onInvite: () => Promise<string | null>;
  onMakeLink: () => Promise<string | null>;
  onLanguage: () => void;
};

/** One interview in this tab: lobby, room, and what comes after, by its phase. */
export function InterviewRoom({ interviewId, hasConsented, loadQuestions, loadGuide, onConsent, onInvite, onMakeLink, onLanguage }: InterviewRoomProps) {
  const t = useTranslations("room");
  const errors = useTranslations("errors.event");
  const opened = useRoom(interviewId);
  const [questions, setQuestions] = useState<readonly RoomQuestion[]>([]);
  const [guide, setGuide] = useState<(GuideState & { of: string }) | null>(null);
  const [attempt, setAttempt] = useState(0);
  const snapshot = opened?.snapshot;
  const role = snapshot?.me?.role ?? null;
  const table = snapshot?.interview.questions.at(-1)?.interviewQuestionId ?? null;

  useEffect(() => {
    let isGone = false;
    if (role !== null) void loadQuestions().then((loaded) => { if (!isGone && loaded) setQuestions(loaded); });
    return () => { isGone = true; };
  }, [loadQuestions, role, table]);
  useEffect(() => {
    let isGone = false;
    if (role === "interviewer" && table !== null) {
      void loadGuide(table).then((loaded) => { if (!isGone) setGuide({ of: table, ...loaded }); });
    }
    return () => { isGone = true; };
  }, [loadGuide, role, table, attempt]);

  if (!opened || !snapshot) return <div className={styles.centre} role="status">{t("loading")}</div>;
  const { room } = opened;
  const { connection, me, interview } = snapshot;
  if (connection.state === "closed") {
    const { reason } = connection;
    const words = reason === "removed" || reason === "replaced" || reason === "signed_out" ? t(`closed.${reason}`)
      : reason === "server_stopping" ? t("closed.other") : errors(reason);
    return <EmptyState title={t("closed.title")} action={<Button variant="primary" onClick={() => location.reload()}>{t("closed.reload")}</Button>}>{words}</EmptyState>;
  }
  if (!me) return <div className={styles.centre} role="status">{t("loading")}</div>;
  if (interview.phase === "lobby") {
    return (
      <Lobby
        title={snapshot.title} interview={interview} me={me} questions={questions} hasConsented={hasConsented} onConsent={onConsent} onInvite={onInvite}
        onStart={async () => { await room.request("interview:start", {}); }}
      />
    );
  }
  if (interview.ended) {
    const documents = interview.questions.map((each) => room.document(each.documentId));
    return (
      <Ended
        interviewId={interviewId} reason={interview.ended.reason} isGuest={interview.participants.get(me.participantId)?.isGuest ?? false}
        refused={documents.flatMap((each) => each.getSnapshot().refused)} onDismissRefused={() => documents.forEach((each) => each.dismissRefused())} onMakeLink={onMakeLink}
      />
    );
  }
  return <RoomView room={room} snapshot={snapshot} me={me} questions={questions} guide={guide?.of === table ? guide : loadingGuide} onRetryGuide={() => setAttempt(attempt + 1)} onLanguage={onLanguage} />;
}
