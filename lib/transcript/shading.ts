import type { Entry } from "@/lib/transcript/entries";

/** What the clock was doing, as bands behind a timeline. */
export type Band = { readonly phase: "lobby" | "live" | "paused" | "ended"; readonly fromMs: number; readonly toMs: number };

/** The phases of an interview in time; `times[i]` belongs to `entries[i]`. Together they cover the whole. */
export function phaseBands(entries: readonly (Entry | null)[], times: readonly number[], durationMs: number): Band[] {
  const bands: Band[] = [];
  let phase: Band["phase"] = "lobby";
  let fromMs = 0;
  entries.forEach((entry, index) => {
    const next = entry && phaseAfter(entry);
    if (!next || next === phase) return;
    const toMs = times[index] ?? fromMs;
    if (toMs > fromMs) bands.push({ phase, fromMs, toMs });
    phase = next;
    fromMs = toMs;
  });
  if (durationMs > fromMs) bands.push({ phase, fromMs, toMs: durationMs });
  return bands;
}

function phaseAfter(entry: Entry): Band["phase"] | null {
  switch (entry.kind) {
    case "interview_started":
    case "clock_resumed":
      return "live";
    case "clock_paused":
      return "paused";
    case "interview_ended":
      return "ended";
    default:
      return null;
  }
}
