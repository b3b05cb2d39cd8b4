import { describe, expect, it } from "vitest";
import { difference, normalised } from "@/components/transcript/replay-text";
import { listMarks } from "@/lib/transcript/marks";
import { activeDocument, axisTicks, clockText, latestExecution } from "@/lib/transcript/moment-words";
import { playerCommand } from "@/lib/transcript/player-keys";
import { createReplay } from "@/lib/transcript/replay";
import { phaseBands } from "@/lib/transcript/shading";
import { documentId, people, recordInterview } from "@/tests/lib/transcript/recorded-interview";

const press = (key: string, held: object = {}) => playerCommand({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held });
const replayOf = (...args: Parameters<typeof recordInterview>) => createReplay({ minutes: 45, entries: recordInterview(...args) });

describe("the player's keys", () => {
  it("play, go and set the speed as in video tools, in either case of letter", () => {
    expect(press(" ")).toEqual({ command: "toggle" });
    expect(press("J")).toEqual({ command: "shuttle_back" });
    expect(press("1")).toEqual({ command: "speed", speed: 0.5 });
    expect(press("7")).toEqual({ command: "speed", speed: 32 });
    expect(press("ArrowRight", { shiftKey: true })).toEqual({ command: "next_edit" });
  });

  it("leave the browser's own combinations alone", () => {
    expect(press("l", { ctrlKey: true })).toBeNull();
    expect(press("1", { metaKey: true })).toBeNull();
    expect(press("ArrowLeft", { altKey: true })).toBeNull();
    expect(press("toString")).toBeNull();
  });
});

describe("the marks of a timeline", () => {
  it("stand a verdict in the lane of who asked for it", () => {
    const { marks } = replayOf([{ does: "submit", who: 1 }]);
    const [verdict] = marks.filter((mark) => mark.sort === "submission");
    expect(verdict).toMatchObject({ participantId: people[1], result: { verdict: "wrong_answer", score: 40 } });
  });

  it("leave out what nobody can read", () => {
    expect(listMarks([null], [0])).toEqual([]);
  });

  it("shade the lobby, the interview and what came after it, without a gap", () => {
    const replay = replayOf([{ does: "chat", who: 0 }], () => 1_000);
    const bands = phaseBands(replay.entries, replay.times, replay.durationMs);
    expect(bands.map((band) => band.phase)).toEqual(["lobby", "live"]);
    expect(bands[0]?.fromMs).toBe(0);
    expect(bands[1]?.fromMs).toBe(bands[0]?.toMs);
    expect(bands[1]?.toMs).toBe(replay.durationMs);
  });

  it("label round times that do not touch each other", () => {
    const ticks = axisTicks(3_600_000, (ms) => ms / 3_600_000, 0.05);
    expect(ticks.slice(0, 3)).toEqual([0, 300_000, 600_000]);
    expect(ticks.map(clockText).at(-1)).toBe("1:00:00");
  });
});

describe("a moment", () => {
  it("knows which document was on the table and which verdict on the screen", () => {
    const replay = replayOf([{ does: "submit", who: 1 }, { does: "submit", who: 0 }]);
    expect(activeDocument(replay.entries, 1)).toBeNull();
    expect(activeDocument(replay.entries, replay.lastMoment)).toBe(documentId);
    const first = replay.next(0, (entry) => entry.kind === "submission_finished") ?? 0;
    expect(latestExecution(replay.stateAt(first), documentId)?.participantId).toBe(people[1]);
    expect(latestExecution(replay.final, documentId)?.participantId).toBe(people[0]);
    expect(latestExecution(replay.final, "another document")).toBeNull();
  });

  it("reaches the editor as the one stretch that differs, with line ends of one kind", () => {
    expect(difference("abcdef", "abXdef")).toEqual({ from: 2, to: 3, text: "X" });
    expect(difference("aaa", "aaaa")).toEqual({ from: 3, to: 3, text: "a" });
    expect(difference("same", "same")).toBeNull();
    expect(normalised("a\r\nb\rc", 3)).toEqual({ text: "a\nb\nc", index: 2 });
  });
});
