"use client";

import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { createPlayer, openingMoment, type Frames, type Player, type PlayerState } from "@/lib/transcript/player";
import { createReplay, type Replay } from "@/lib/transcript/replay";
import type { Transcript } from "@/lib/transcript/wire";

const frames: Frames = {
  now: () => performance.now(),
  request(callback) {
    const id = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(id);
  },
};

export type Playing = { readonly replay: Replay; readonly player: Player; readonly state: PlayerState };

/** A replay and its player, for as long as the transcript is on the screen. `atSeq`: where a link points. */
export function usePlayer(transcript: Transcript, atSeq: number | null): Playing {
  const replay = useMemo(() => createReplay({ minutes: transcript.minutes, entries: transcript.entries }), [transcript]);
  // A link says where to begin; what happens to the address afterwards moves nothing.
  const [firstSeq] = useState(atSeq);
  const player = useMemo(() => {
    const moment = firstSeq === null ? openingMoment(replay) : replay.momentOfSeq(firstSeq);
    return createPlayer({ replay, moment, frames });
  }, [replay, firstSeq]);
  useEffect(() => () => player.close(), [player]);
  useEffect(() => prepareInIdleTime(replay), [replay]);
  const state = useSyncExternalStore(player.subscribe, player.getSnapshot, player.getSnapshot);
  return { replay, player, state };
}

/** Builds the checkpoints while nobody waits for anything: the first jump to the end is then as quick as all others. */
function prepareInIdleTime(replay: Replay): () => void {
  // Safari has no requestIdleCallback.
  const later = (callback: () => void): number =>
    typeof requestIdleCallback === "function" ? requestIdleCallback(callback) : window.setTimeout(callback, 30);
  const never = (id: number): void => (typeof cancelIdleCallback === "function" ? cancelIdleCallback(id) : clearTimeout(id));
  let waiting = later(next);
  function next(): void {
    if (replay.prepareNext()) waiting = later(next);
  }
  return () => never(waiting);
}
