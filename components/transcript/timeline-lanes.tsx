"use client";

import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import type { Role } from "@/lib/interviews/permissions";
import type { Replay } from "@/lib/transcript/replay";
import styles from "./timeline.module.css";

export type Lane = { readonly participantId: string; readonly name: string; readonly hue: number; readonly role: Role; readonly edits: number };

/** A lane for everyone who took part: silent observers have none. */
export function lanesOf(replay: Replay): Lane[] {
  const edits = new Map<string, number>();
  for (const entry of replay.entries) {
    if (entry?.kind === "edited" && entry.participantId !== null) edits.set(entry.participantId, (edits.get(entry.participantId) ?? 0) + 1);
  }
  const said = new Set(replay.marks.map((mark) => mark.participantId));
  return [...replay.final.participants.values()]
    .map(({ participantId, name, hue, role }) => ({ participantId, name, hue, role, edits: edits.get(participantId) ?? 0 }))
    .filter(({ participantId, role, edits }) => role !== "observer" || edits > 0 || said.has(participantId));
}

/** Who each lane belongs to, left of the drawing; with the number that its area chart stands for. */
export function LaneLabels({ lanes }: { lanes: readonly Lane[] }) {
  const t = useTranslations("transcript.timeline");
  return (
    <ul className={styles.labels}>
      <li className={styles.events}>{t("everyone")}</li>
      {lanes.map(({ participantId, name, hue, role, edits }) => (
        <li key={participantId} className={styles.label} title={t("lane", { name, role, count: edits })}>
          <Avatar name={name} hue={hue} size={18} />
          <span aria-hidden>{name}</span>
          <span className="visually-hidden">{t("lane", { name, role, count: edits })}</span>
        </li>
      ))}
    </ul>
  );
}
