"use client";
import { useTranslations } from "next-intl";
import { classNames } from "@/components/ui/class-names";
import { formatRemaining, remainingMs, warningMinutes, type Clock } from "@/lib/interviews/clock";
import { useNow } from "./use-now";
import styles from "./room.module.css";

/** The server owns the clock; this draws it, and says politely when ten, five and one minutes are left. */
export function RoomClock({ clock, offsetMs }: { clock: Clock; offsetMs: number }) {
  const t = useTranslations("room.clock");
  const now = useNow(offsetMs);
  const left = remainingMs(clock, now);
  const warning = clock.state === "running" ? warningMinutes.toReversed().find((minutes) => left <= minutes * 60_000) : undefined;
  return (
    <>
      <span role="timer" aria-label={t("label")} className={classNames(styles.clock, warning !== undefined && styles.low)}>{formatRemaining(left)}</span>
      {clock.state === "paused" && <span className={styles.soft}>{t("paused")}</span>}
      <span role="status" className="visually-hidden">{warning === undefined ? "" : left === 0 ? t("over") : t("warn", { minutes: warning })}</span>
    </>
  );
}
