"use client";
import { useFormatter } from "next-intl";
import { useSyncExternalStore } from "react";

const never = () => () => {};
type LocalTimeProps = { at: Date | string | number; style?: "date" | "date_time" | "time" };
const formats = {
  date: { year: "numeric", month: "short", day: "numeric" },
  date_time: { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" },
  time: { hour: "2-digit", minute: "2-digit" },
} as const;

/** A moment in the reader's own time zone. The server does not know the zone: it writes UTC, the browser corrects it. */
export function LocalTime({ at, style = "date_time" }: LocalTimeProps) {
  const format = useFormatter();
  const timeZone = useSyncExternalStore(never, () => Intl.DateTimeFormat().resolvedOptions().timeZone, () => "UTC");
  const date = new Date(at);
  return <time dateTime={date.toISOString()}>{format.dateTime(date, { ...formats[style], timeZone })}</time>;
}
