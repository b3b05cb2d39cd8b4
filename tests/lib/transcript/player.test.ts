import { describe, expect, it } from "vitest";
import { createPlayer, openingMoment } from "@/lib/transcript/player";
import { createReplay } from "@/lib/transcript/replay";
import { documentId, recordInterview, type Deed } from "@/tests/lib/transcript/recorded-interview";

/** A clock and a loop in the test's hand. */
function handFrames() {
  let nowMs = 0;
  let waiting: (() => void) | null = null;
  return {
    now: () => nowMs,
    request(callback: () => void) {
      waiting = callback;
      return () => {
        if (waiting === callback) waiting = null;
      };
    },
    get isRunning() {
      return waiting !== null;
    },
    pass(ms: number, frameMs = 20) {
      for (let passed = 0; passed < ms; passed += frameMs) {
        nowMs += frameMs;
        const callback = waiting;
        waiting = null;
        callback?.();
      }
    },
  };
}
const typed: Deed[] = Array.from({ length: 20 }, () => ({ does: "type", who: 1, where: 0, text: "x" }));
const isEdit = (entry: { kind: string }) => entry.kind === "edited";

function playerOf(deeds: Deed[], stepMs?: (index: number) => number) {
  const replay = createReplay({ minutes: 45, entries: recordInterview(deeds, stepMs) });
  const frames = handFrames();
  return { replay, frames, player: createPlayer({ replay, moment: 0, frames }) };
}

describe("a player", () => {
  it("plays at the speed that was set, and stops at the end", () => {
    const { player, frames, replay } = playerOf(typed, () => 1_000);
    player.setSpeed(4);
    player.play();
    frames.pass(2_000);
    expect(player.getSnapshot()).toMatchObject({ ms: 8_000, moment: 9, playing: "forwards" });
    frames.pass(20_000);
    expect(player.getSnapshot()).toMatchObject({ ms: replay.durationMs, moment: replay.lastMoment, playing: "no" });
    expect(frames.isRunning).toBe(false);
  });

  it("plays backwards, faster with each press, and stops at the beginning", () => {
    const { player, frames } = playerOf(typed, () => 1_000);
    player.seek(20_000);
    player.shuttle("backwards");
    frames.pass(2_000);
    expect(player.getSnapshot().ms).toBe(18_000);
    player.shuttle("backwards");
    frames.pass(2_000);
    expect(player.getSnapshot()).toMatchObject({ ms: 14_000, speed: 2 });
    frames.pass(10_000);
    expect(player.getSnapshot()).toMatchObject({ ms: 0, playing: "no" });
  });

  it("skips idle stretches in a blink, and takes their whole time when asked to", () => {
    const idle = (index: number) => (index === 12 ? 300_000 : 1_000);
    const quick = playerOf(typed, idle);
    quick.player.play();
    quick.frames.pass(17_000);
    expect(quick.player.getSnapshot().ms).toBeGreaterThan(305_000);
    const whole = playerOf(typed, idle);
    whole.player.setSkipsIdle(false);
    whole.player.play();
    whole.frames.pass(17_000);
    expect(whole.player.getSnapshot().ms).toBe(17_000);
  });

  it("stands on the entry that it stepped to, also when several have the same time", () => {
    const { player, replay } = playerOf(typed, () => 0);
    player.step(1, isEdit);
    const first = player.getSnapshot().moment;
    player.step(1, isEdit);
    expect(player.getSnapshot().moment).toBe(first + 1);
    player.step(-1, isEdit);
    expect(player.getSnapshot().moment).toBe(first);
    expect(player.step(-1, isEdit)).toBe(false);
    expect(replay.documentAt(documentId, first).text).toContain("def conv2d");
  });

  it("steps back to the entry behind which it stands when it was scrubbed past it", () => {
    const { player, replay } = playerOf(typed, () => 1_000);
    player.seek(10_400);
    player.step(-1, isEdit);
    expect(player.getSnapshot().ms).toBe(10_000);
    player.step(-1, isEdit);
    expect(player.getSnapshot()).toMatchObject({ ms: 9_000, moment: replay.momentAt(9_000) });
  });

  it("begins again when it is played at the end", () => {
    const { player, frames, replay } = playerOf(typed);
    player.goTo(replay.lastMoment);
    player.play();
    frames.pass(20);
    expect(player.getSnapshot()).toMatchObject({ ms: 20, playing: "forwards" });
  });

  it("opens where the first question and its starter are on the table", () => {
    const { replay } = playerOf(typed);
    const moment = openingMoment(replay);
    expect(replay.stateAt(moment).questions).toHaveLength(1);
    expect(replay.documentAt(documentId, replay.settled(moment)).text).toBe("def conv2d(x, w):\n    pass\n");
  });

  it("opens at the end where no question was ever opened and nothing began", () => {
    const replay = createReplay({ minutes: 45, entries: recordInterview([]).filter((each) => each.kind.startsWith("participant")) });
    expect(openingMoment(replay)).toBe(replay.lastMoment);
  });
});
