"use client";

import { memo, useId, useMemo } from "react";
import { useTranslations } from "next-intl";
import { classNames } from "@/components/ui/class-names";
import { markLook } from "@/components/transcript/mark-look";
import type { Lane } from "@/components/transcript/timeline-lanes";
import type { Mark } from "@/lib/transcript/marks";
import { axisTicks, clockText } from "@/lib/transcript/moment-words";
import type { Replay } from "@/lib/transcript/replay";
import { phaseBands } from "@/lib/transcript/shading";
import type { TimeAxis } from "@/lib/transcript/time-axis";
import styles from "./timeline.module.css";

/** Heights in pixels; the labels beside the drawing keep to them (timeline.module.css). */
export const eventsHeight = 30;
export const laneHeight = 26;
export const ticksHeight = 18;
const binWidth = 3;

type DrawingProps = { replay: Replay; axis: TimeAxis; lanes: readonly Lane[]; width: number };

/** Everything on the timeline but the playhead: drawn once for a width, whatever is played. Its words are the slider's. */
export const TimelineDrawing = memo(function TimelineDrawing({ replay, axis, lanes, width }: DrawingProps) {
  const t = useTranslations("transcript.timeline");
  const hatch = useId();
  const x = (ms: number): number => axis.toPlace(ms) * width;
  const bins = Math.max(Math.floor(width / binWidth), 1);
  const typing = useMemo(() => replay.typing(axis, bins), [replay, axis, bins]);
  const highest = Math.max(1, ...[...typing.values()].flat());
  const height = eventsHeight + lanes.length * laneHeight + ticksHeight;
  const bottom = height - ticksHeight;
  return (
    <svg width={width} height={height} className={styles.drawing} aria-hidden>
      <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line y2="5" className={styles.hatch} />
      </pattern>
      {phaseBands(replay.entries, replay.times, replay.durationMs).map(({ phase, fromMs, toMs }) => (
        <g key={`${phase} ${fromMs}`}>
          <rect x={x(fromMs)} width={Math.max(x(toMs) - x(fromMs), 0)} height={bottom} className={styles[phase]} />
          {phase !== "live" && x(toMs) - x(fromMs) > 64 && <text x={x(fromMs) + 6} y={eventsHeight - 11} className={styles.phase}>{t(`phase.${phase}`)}</text>}
        </g>
      ))}
      {replay.idle().map(({ fromMs, toMs }) => (
        <rect key={fromMs} x={x(fromMs)} y={eventsHeight} width={Math.max(x(toMs) - x(fromMs), 1)} height={bottom - eventsHeight} fill={`url(#${hatch})`} />
      ))}
      {axisTicks(replay.durationMs, axis.toPlace, 56 / width).map((ms) => (
        <g key={ms} transform={`translate(${x(ms)} 0)`}>
          <line y1={bottom} y2={bottom + 4} className={styles.tickLine} />
          <text y={height - 3} x={x(ms) > width - 24 ? 0 : 3} textAnchor={x(ms) > width - 24 ? "end" : "start"} className={styles.tick}>{clockText(ms)}</text>
        </g>
      ))}
      {lanes.map((lane, index) => (
        <g key={lane.participantId} transform={`translate(0 ${eventsHeight + index * laneHeight})`}>
          <line x2={width} y1={laneHeight} y2={laneHeight} className={styles.floor} />
          <path d={area(typing.get(lane.participantId) ?? [], highest, width)} style={{ fill: `var(--hue-${lane.hue})` }} className={styles.typing} />
          {replay.marks.filter((mark) => mark.participantId === lane.participantId).map((mark) => <Said key={mark.seq} mark={mark} x={x(mark.ms)} />)}
        </g>
      ))}
      {[...replay.marks].sort((a, b) => weight(a) - weight(b)).map((mark) => <Sign key={mark.seq} mark={mark} x={x(mark.ms)} bottom={bottom} />)}
    </svg>
  );
});

/** What was said stands in the lane of who said it: a dot for a message, a square for a note. */
function Said({ mark, x }: { mark: Mark; x: number }) {
  if (mark.sort === "chat") return <circle cx={x} cy={6} r={3} className={styles.said} />;
  if (mark.sort === "note") return <rect x={x - 3} y={3} width={6} height={6} className={styles.noted} />;
  return null;
}

/** What happened to all stands in the row above, the weighty things largest and with a line down through the lanes. */
function Sign({ mark, x, bottom }: { mark: Mark; x: number; bottom: number }) {
  if (mark.sort === "chat" || mark.sort === "note") return null;
  const { icon: Icon, kind } = markLook(mark);
  const size = mark.sort === "submission" ? 18 : mark.sort === "control" ? 12 : 14;
  const top = (eventsHeight - size) / 2;
  return (
    <g className={classNames(styles.sign, styles[kind])}>
      {weight(mark) > 1 && <line x1={x} x2={x} y1={eventsHeight - 4} y2={bottom} className={styles.plumb} />}
      {mark.sort === "submission"
        ? <rect x={x - size / 2 - 2} y={top - 2} width={size + 4} height={size + 4} rx={5} className={styles.plate} />
        : <circle cx={x} cy={eventsHeight / 2} r={size / 2 + 1} className={styles.halo} />}
      <Icon x={x - size / 2} y={top} width={size} height={size} />
    </g>
  );
}

function weight(mark: Mark): number {
  return mark.sort === "submission" ? 4 : mark.sort === "stage" || mark.sort === "question" ? 2 : mark.sort === "control" ? 0 : 1;
}

/** An area of edits in each bin, by the square root: a single keystroke still shows beside a burst. */
function area(counts: readonly number[], highest: number, width: number): string {
  if (counts.length === 0) return "";
  const step = width / counts.length;
  const floor = laneHeight;
  const top = (count: number): string => (floor - Math.sqrt(count / highest) * (laneHeight - 8)).toFixed(1);
  const points = counts.map((count, index) => `L${(index * step).toFixed(1)} ${top(count)}H${((index + 1) * step).toFixed(1)}`);
  return `M0 ${floor}${points.join("")}L${width} ${floor}Z`;
}
