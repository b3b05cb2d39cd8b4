import type { Replay } from "@/lib/transcript/replay";
import type { IdleStretch } from "@/lib/transcript/time-axis";

export const speeds = [0.5, 1, 2, 4, 8, 16, 32] as const;
export type Speed = (typeof speeds)[number];

export type PlayerState = {
  readonly moment: number;
  /** Milliseconds since the first entry; between two entries while playing or scrubbing. */
  readonly ms: number;
  readonly playing: "no" | "forwards" | "backwards";
  readonly speed: Speed;
  readonly skipsIdle: boolean;
};

/** What a player runs on: a clock and a loop that calls back soon and can be cancelled. */
export type Frames = { readonly now: () => number; readonly request: (callback: () => void) => () => void };

/** How long a skipped stretch stays on the screen, so that one sees that time went by. */
const skippedStretchMs = 400;

/** Plays a replay: where it stands, how fast it goes. No React, no window. */
export function createPlayer(options: { replay: Replay; moment: number; frames: Frames; skipsIdle?: boolean }) {
  const { replay, frames } = options;
  // A look at what happened before the silence, and a breath before what comes after it.
  const idle = replay.idle().map(({ fromMs, toMs }) => ({ fromMs: fromMs + 1_500, toMs: toMs - 500 }));
  const listeners = new Set<() => void>();
  let state: PlayerState = {
    moment: options.moment, ms: replay.timeOf(options.moment), playing: "no", speed: 1, skipsIdle: options.skipsIdle ?? true,
  };
  let cancel = (): void => {};
  let lastFrame = 0;

  function set(change: Partial<PlayerState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function frame(): void {
    const now = frames.now();
    const passed = (now - lastFrame) * state.speed;
    lastFrame = now;
    const direction = state.playing === "backwards" ? -1 : 1;
    const quick = state.skipsIdle ? stretchAt(idle, state.ms, direction) : undefined;
    // In a skipped stretch time runs so fast that it is over in a blink, at whatever speed.
    const step = quick ? (passed / state.speed) * Math.max((quick.toMs - quick.fromMs) / skippedStretchMs, state.speed) : passed;
    const edge = quick && (direction > 0 ? quick.toMs : quick.fromMs);
    const wanted = state.ms + direction * step;
    const ms = edge === undefined ? wanted : direction > 0 ? Math.min(wanted, edge) : Math.max(wanted, edge);
    const isOver = direction > 0 ? ms >= replay.durationMs : ms <= 0;
    const bounded = Math.min(Math.max(ms, 0), replay.durationMs);
    set({ ms: bounded, moment: replay.momentAt(bounded), ...(isOver ? { playing: "no" as const } : {}) });
    if (!isOver) cancel = frames.request(frame);
  }

  function play(playing: "forwards" | "backwards", speed: Speed = state.speed): void {
    cancel();
    // Play at the end begins again, as a player of films does.
    const from = playing === "forwards" && state.ms >= replay.durationMs ? 0 : state.ms;
    set({ playing, speed, ms: from, moment: from === state.ms ? state.moment : replay.momentAt(from) });
    lastFrame = frames.now();
    cancel = frames.request(frame);
  }

  function pause(): void {
    cancel();
    if (state.playing !== "no") set({ playing: "no" });
  }

  function goTo(moment: number | null): void {
    if (moment === null) return;
    set({ moment, ms: replay.timeOf(moment) });
  }

  return {
    getSnapshot: (): PlayerState => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    play: () => play("forwards"),
    pause,
    toggle: () => (state.playing === "no" ? play("forwards") : pause()),
    /** J and L of video tools: go that way, and faster with each further press. */
    shuttle(playing: "forwards" | "backwards"): void {
      play(playing, state.playing === playing ? (speeds[speeds.indexOf(state.speed) + 1] ?? state.speed) : state.speed);
    },
    setSpeed: (speed: Speed) => set({ speed }),
    setSkipsIdle: (skipsIdle: boolean) => set({ skipsIdle }),
    /** To a moment, for example that of an entry; a running replay goes on from there. */
    goTo,
    /** To a time, by the mouse or by seconds. */
    seek(ms: number): void {
      const bounded = Math.min(Math.max(ms, 0), replay.durationMs);
      set({ ms: bounded, moment: replay.momentAt(bounded) });
    },
    /** To the next or the previous entry of some kind, and stop there. */
    step(direction: 1 | -1, wanted: Parameters<Replay["next"]>[1]): boolean {
      pause();
      // Some seconds behind an entry the previous one is that entry itself.
      const isBehind = state.ms > replay.timeOf(state.moment);
      const found = direction > 0
        ? replay.next(state.moment, wanted)
        : replay.previous(state.moment + (isBehind ? 1 : 0), wanted);
      goTo(found);
      return found !== null;
    },
    close: (): void => cancel(),
  };
}
export type Player = ReturnType<typeof createPlayer>;

/** The idle stretch that a step from `ms` in that direction goes through. */
function stretchAt(idle: readonly IdleStretch[], ms: number, direction: 1 | -1): IdleStretch | undefined {
  return idle.find(({ fromMs, toMs }) => (direction > 0 ? ms >= fromMs && ms < toMs : ms > fromMs && ms <= toMs));
}

/** Where a replay opens: the first question with its starter on the table, so that the first look is not an empty page. */
export function openingMoment(replay: Replay): number {
  const opened = replay.next(0, (entry) => entry.kind === "question_opened");
  return opened ?? replay.next(0, (entry) => entry.kind === "interview_started") ?? replay.lastMoment;
}
