"use client";
import { Command } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { LocalTime } from "@/components/ui/local-time";
import { Mark } from "@/components/ui/mark";
import { ProductMark } from "@/components/ui/product-mark";
import type { Connection } from "@/lib/realtime/room-client";
import type { InterviewState } from "@/lib/transcript/fold";
import { RoomClock } from "./room-clock";
import styles from "./room.module.css";

type RoomHeaderProps = {
  title: string;
  interview: InterviewState;
  connection: Connection;
  unacknowledged: number;
  clockOffsetMs: number;
  onPalette: () => void;
  onEnd: (() => void) | null;
  children?: ReactNode;
};

/** State is always visible and honest: time, connection, saved or not, who is here. */
export function RoomHeader({ title, interview, connection, unacknowledged, clockOffsetMs, onPalette, onEnd, children }: RoomHeaderProps) {
  const t = useTranslations("room");
  const here = [...interview.participants.values()].filter((each) => each.connection.state === "connected");
  return (
    <header className={styles.header}>
      <ProductMark size={20} />
      <h1 className={styles.title}>{title}</h1>
      {children}
      <span className={styles.grow} />
      <span className={styles.state} data-testid="saved"><SavedState connection={connection} unacknowledged={unacknowledged} /></span>
      <RoomClock clock={interview.clock} offsetMs={clockOffsetMs} />
      {here.slice(0, 5).map((each) => <Avatar key={each.participantId} name={each.name} hue={each.hue} size={24} />)}
      <IconButton label={t("actions.palette")} keys="Ctrl+K" icon={<Command aria-hidden />} onClick={onPalette} />
      {onEnd && <Button size="small" variant="danger" onClick={onEnd}>{t("actions.end")}</Button>}
    </header>
  );
}

function SavedState({ connection, unacknowledged }: { connection: Connection; unacknowledged: number }) {
  const t = useTranslations("room.connection");
  if (connection.state === "offline") {
    return <Mark kind="limit">{t("offline")} <LocalTime at={connection.since} style="time" /></Mark>;
  }
  if (connection.state === "connecting") return <Mark kind="plain">{t("connecting")}</Mark>;
  return unacknowledged > 0 ? <Mark kind="plain">{t("unsaved", { count: unacknowledged })}</Mark> : <Mark kind="accepted">{t("saved")}</Mark>;
}
