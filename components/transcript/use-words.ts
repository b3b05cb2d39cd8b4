"use client";

import { useTranslations } from "next-intl";
import type { Entry } from "@/lib/transcript/entries";
import type { ParticipantState } from "@/lib/transcript/fold";
import type { Mark } from "@/lib/transcript/marks";
import { clockText } from "@/lib/transcript/moment-words";
import type { PlayerState } from "@/lib/transcript/player";
import type { Replay } from "@/lib/transcript/replay";

/** What happened to the interview or to somebody in it, as a sentence; empty for what shows in other ways. */
export function useSentence(participants: ReadonlyMap<string, ParticipantState>): (entry: Entry) => string {
  const t = useTranslations("transcript.feed");
  const nameOf = (participantId: string | null) => participants.get(participantId ?? "")?.name ?? t("someone");
  return (entry) => {
    switch (entry.kind) {
      case "participant_joined": return t("joined", { name: entry.payload.name, role: entry.payload.role });
      case "participant_connected": return t("connected", { name: nameOf(entry.participantId) });
      case "participant_disconnected": return t(entry.payload.reason, { name: nameOf(entry.participantId) });
      case "role_changed": return t("role_changed", { name: nameOf(entry.payload.participantId), role: entry.payload.role });
      case "clock_extended": return t("clock_extended", { minutes: entry.payload.addedMinutes });
      case "interview_started":
      case "clock_paused":
      case "clock_resumed": return t(entry.kind);
      case "interview_ended": return t(entry.payload.reason, { name: nameOf(entry.participantId) });
      case "editor_locked": return t(entry.payload.locked ? "editor_locked" : "editor_unlocked");
      case "runs_disabled": return t(entry.payload.disabled ? "runs_disabled" : "runs_enabled");
      default: return "";
    }
  };
}

/** A mark in words: "Submission: Wrong answer, 40 of 100". */
export function useMarkWords(replay: Replay): (mark: Mark) => string {
  const t = useTranslations("transcript");
  const verdict = useTranslations("common.verdict");
  const sentence = useSentence(replay.final.participants);
  return ({ sort, result, participantId, moment }) => {
    const entry = replay.entries[moment];
    if (sort === "control") return entry ? sentence(entry) : "";
    const what = t(`timeline.mark.${sort}`);
    if (result) {
      const score = result.score === null ? "" : `, ${t("feed.score", { score: result.score })}`;
      return t("timeline.noted", { name: what, what: `${verdict(result.verdict)}${score}` });
    }
    const name = participantId === null ? undefined : replay.final.participants.get(participantId)?.name;
    return (sort === "chat" || sort === "note") && name ? t("timeline.noted", { name: what, what: name }) : what;
  };
}

/** Where the replay stands, as a person would say it: what a slider reads aloud. */
export function usePositionWords(replay: Replay): (state: PlayerState) => string {
  const t = useTranslations("transcript.timeline");
  const markWords = useMarkWords(replay);
  const spoken = (ms: number): string => {
    const seconds = Math.floor(ms / 1000);
    return t("spoken", { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
  };
  return ({ ms, moment }) => {
    const parts = [t("position", { time: spoken(ms), whole: spoken(replay.durationMs) })];
    const typist = typistAt(replay, moment, ms);
    if (typist) parts.push(t("typing", { name: typist }));
    const last = replay.marks.findLast((mark) => mark.moment < moment);
    if (last) parts.push(t("lastMark", { mark: `${markWords(last)}, ${clockText(last.ms)}` }));
    return parts.join(t("between"));
  };
}

/** Who was typing just then, if anyone. */
export function typistAt(replay: Replay, moment: number, ms: number): string | null {
  const entry = replay.entries[moment - 1];
  if (entry?.kind !== "edited" || entry.participantId === null || ms - replay.timeOf(moment) > 3_000) return null;
  return replay.final.participants.get(entry.participantId)?.name ?? null;
}
