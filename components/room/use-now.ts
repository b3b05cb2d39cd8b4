"use client";
import { useEffect, useState } from "react";

/** The server's time, as this browser knows it, a few times a second. */
export function useNow(offsetMs: number, everyMs = 250): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now + offsetMs;
}
