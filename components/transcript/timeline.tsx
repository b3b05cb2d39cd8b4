"use client";

import { useMemo, useRef, useState, type PointerEvent } from "react";
import { useTranslations } from "next-intl";
import type { Mark } from "@/lib/transcript/marks";
import { clockText } from "@/lib/transcript/moment-words";
import { createTimeAxis } from "@/lib/transcript/time-axis";
import { TimelineDrawing } from "@/components/transcript/timeline-drawing";
import { LaneLabels, lanesOf } from "@/components/transcript/timeline-lanes";
import type { Playing } from "@/components/transcript/use-player";
import { useMarkWords, usePositionWords } from "@/components/transcript/use-words";
import { useWidth } from "@/components/transcript/use-width";
import styles from "./timeline.module.css";

/** Pixels from a mark within which a press means the mark. */
const reach = 7;
type Under = { readonly x: number; readonly ms: number; readonly mark: Mark | null };

/** A slider in time, with what happened drawn on it. Its keys are the player's (use-player-keys.ts). */
export function Timeline({ replay, player, state }: Playing) {
  const t = useTranslations("transcript.timeline");
  const [width, measure] = useWidth();
  const track = useRef<HTMLDivElement>(null);
  const axis = useMemo(() => createTimeAxis(replay.durationMs, replay.idle()), [replay]);
  const lanes = useMemo(() => lanesOf(replay), [replay]);
  const slider = useRef<HTMLInputElement>(null);
  const [hovered, setHovered] = useState<Under | null>(null);
  const position = usePositionWords(replay);
  const markWords = useMarkWords(replay);

  function under(event: PointerEvent): Under {
    const left = track.current?.getBoundingClientRect().left ?? 0;
    const x = Math.min(Math.max(event.clientX - left, 0), width);
    let mark: Mark | null = null;
    let nearest = reach;
    for (const each of replay.marks) {
      const distance = Math.abs(axis.toPlace(each.ms) * width - x);
      if (distance < nearest) [mark, nearest] = [each, distance];
    }
    return { x, ms: axis.toMs(width > 0 ? x / width : 0), mark };
  }

  function press(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    slider.current?.focus();
    const { ms, mark } = under(event);
    if (mark) player.goTo(mark.moment + 1);
    else player.seek(ms);
  }

  function move(event: PointerEvent): void {
    const found = under(event);
    setHovered(found);
    if (event.currentTarget.hasPointerCapture(event.pointerId) && Math.abs(event.movementX) > 0) player.seek(found.ms);
  }

  return (
    <div className={styles.timeline}>
      <LaneLabels lanes={lanes} />
      <div
        ref={track}
        className={styles.track}
        onPointerDown={press}
        onPointerMove={move}
        onPointerLeave={() => setHovered(null)}
      >
        <div ref={measure} className={styles.canvas}>
          {/* The browser's own slider, unseen: it is what has the focus, and what assistive technology moves. */}
          <input
            ref={slider}
            type="range"
            className={styles.slider}
            aria-label={t("label")}
            aria-valuetext={position(state)}
            min={0}
            max={Math.ceil(replay.durationMs / 1000)}
            step="any"
            value={state.ms / 1000}
            onChange={(event) => player.seek(Number(event.target.value) * 1000)}
          />
          {width > 0 && <TimelineDrawing replay={replay} axis={axis} lanes={lanes} width={width} />}
          <span className={styles.head} style={{ translate: `${axis.toPlace(state.ms) * width}px 0` }} />
          {hovered && (
            <span className={styles.tip} data-side={hovered.x > width / 2 ? "left" : "right"} style={{ left: hovered.x }}>
              <b>{clockText(hovered.mark?.ms ?? hovered.ms)}</b>
              {hovered.mark && <span>{markWords(hovered.mark)}</span>}
            </span>
          )}
        </div>
      </div>
    </div>
  );
}
