import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { codeTextName } from "@/lib/realtime/document-client";
import { readEntry } from "@/lib/transcript/entries";
import { emptyInterview, foldAll } from "@/lib/transcript/fold";
import { createReplay, type RawEntry } from "@/lib/transcript/replay";
import { createTimeAxis } from "@/lib/transcript/time-axis";
import { documentId, people, recordInterview, type Deed } from "@/tests/lib/transcript/recorded-interview";

const who = fc.constantFrom(0 as const, 1 as const);
const place = fc.nat(400);
const whole = fc.oneof(
  { weight: 8, arbitrary: fc.record({ does: fc.constant("type" as const), who, where: place, text: fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }) }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant("delete" as const), who, where: place, length: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("undo" as const), who }) },
  { weight: 3, arbitrary: fc.constant({ does: "sync" as const }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constantFrom("chat" as const, "note" as const, "lock" as const, "leave" as const, "submit" as const, "hidden" as const), who }),
  },
);
const damaged = fc.oneof(
  { weight: 9, arbitrary: whole },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom("spoil" as const, "erase" as const, "from_the_future" as const, "malformed" as const), who }) },
);
const deeds = (deed: fc.Arbitrary<Deed>) => fc.array(deed, { maxLength: 60 });

/** What a reader without checkpoints sees: everything up to the moment, one update after the other. */
function byHand(entries: readonly RawEntry[], moment: number) {
  const doc = new Y.Doc();
  for (const { kind, update } of entries.slice(0, moment)) {
    if (kind !== "edited" || !update) continue;
    try {
      Y.applyUpdate(doc, update);
    } catch {
      // Left out, as in the replay.
    }
  }
  const readable = entries.slice(0, moment).map((raw) => readEntry(raw)).filter((entry) => entry !== null);
  return { state: foldAll(emptyInterview(45), readable), text: doc.getText(codeTextName).toString() };
}

/** An hour in small: more edits than there are between two checkpoints. */
function longInterview(): RawEntry[] {
  const typed = Array.from({ length: 1_700 }, (_, index): Deed =>
    index % 9 === 0 ? { does: "sync" }
    : index % 50 === 7 ? { does: "chat", who: 0 }
    : index % 13 === 5 ? { does: "delete", who: 1, where: index * 7, length: 3 }
    : { does: "type", who: index % 3 === 0 ? 0 : 1, where: index * 31, text: "xw" });
  return recordInterview(typed);
}

describe("a replay", () => {
  it("ends in the state and the text that the live room had", () => {
    fc.assert(fc.property(deeds(whole), (list) => {
      const entries = recordInterview(list);
      const replay = createReplay({ minutes: 45, entries });
      const expected = byHand(entries, entries.length);
      expect(replay.final).toEqual(expected.state);
      expect(replay.stateAt(replay.lastMoment)).toEqual(expected.state);
      const shown = replay.documentAt(documentId, replay.lastMoment);
      expect(shown).toMatchObject({ text: expected.text, missingEdits: 0 });
    }));
  });

  it("shows the same at a moment whatever was looked at before, damaged entries or not", () => {
    fc.assert(fc.property(deeds(damaged), fc.array(fc.nat(200), { maxLength: 12 }), (list, seeks) => {
      const entries = recordInterview(list);
      const replay = createReplay({ minutes: 45, entries });
      for (const seek of seeks) {
        const moment = seek % (entries.length + 1);
        const expected = byHand(entries, moment);
        expect(replay.stateAt(moment)).toEqual(expected.state);
        expect(replay.documentAt(documentId, moment).text).toBe(expected.text);
        const fresh = createReplay({ minutes: 45, entries });
        expect(replay.documentAt(documentId, moment)).toEqual(fresh.documentAt(documentId, moment));
      }
    }));
  });

  it("finds every moment of a long interview through its checkpoints", () => {
    const entries = longInterview();
    const replay = createReplay({ minutes: 45, entries });
    const moments = [entries.length, 3, 1_200, 501, 500, 499, 1_001, 1_002, 0, 777, 778, 776, entries.length - 1];
    for (const moment of moments) {
      const expected = byHand(entries, moment);
      expect(replay.documentAt(documentId, moment).text).toBe(expected.text);
      expect(replay.stateAt(moment)).toEqual(expected.state);
    }
  });

  it("shows the same when its checkpoints were built beforehand", () => {
    const entries = longInterview();
    const [ahead, asked] = [createReplay({ minutes: 45, entries }), createReplay({ minutes: 45, entries })];
    let built = 0;
    while (ahead.prepareNext()) built += 1;
    expect(built).toBeGreaterThan(1);
    for (const moment of [900, 5, 1_400]) {
      expect(ahead.documentAt(documentId, moment)).toEqual(asked.documentAt(documentId, moment));
    }
  });

  it("never throws on bytes and entries that are rubbish, and says what is missing", () => {
    const rubbish = fc.record({
      seq: fc.integer(), kind: fc.oneof(fc.constantFrom("edited", "chat_sent", "run_finished", "toString"), fc.string()),
      participantId: fc.option(fc.string()), at: fc.oneof(fc.integer(), fc.double()),
      payload: fc.oneof(fc.constant({ documentId }), fc.jsonValue()), update: fc.option(fc.uint8Array({ maxLength: 40 })),
    });
    fc.assert(fc.property(fc.array(rubbish, { maxLength: 30 }), deeds(whole), (bad, list) => {
      const good = recordInterview(list);
      const replay = createReplay({ minutes: 45, entries: [...bad, ...good] });
      for (const moment of [0, 1, 7, replay.lastMoment, Number.NaN, -1]) {
        replay.stateAt(moment);
        expect(typeof replay.documentAt(documentId, moment).text).toBe("string");
      }
      const unreadable = replay.entries.filter((entry) => entry === null).length;
      expect(replay.unreadable).toHaveLength(unreadable);
      expect(replay.times.every((time, index) => time >= (replay.times[index - 1] ?? 0))).toBe(true);
    }));
  });

  it("counts the edits that a text lacks", () => {
    const lost = (does: "spoil" | "erase"): number => {
      const entries = recordInterview([
        { does: "type", who: 1, where: 0, text: "import numpy" }, { does: "sync" }, { does, who: 0 },
        { does: "type", who: 0, where: 0, text: "lost" },
      ]);
      const replay = createReplay({ minutes: 45, entries });
      expect(replay.documentAt(documentId, replay.lastMoment).text).toContain("import numpy");
      expect(replay.documentAt(documentId, replay.lastMoment - 2).missingEdits).toBe(0);
      return replay.documentAt(documentId, replay.lastMoment).missingEdits;
    };
    expect(lost("spoil")).toBe(1);
    expect(lost("erase")).toBe(1);
  });

  it("lists entries of a newer version with their kind, and goes on behind them", () => {
    const replay = createReplay({ minutes: 45, entries: recordInterview([{ does: "from_the_future", who: 0 }, { does: "chat", who: 0 }]) });
    expect(replay.unreadable.map((each) => each.kind)).toEqual(["hologram_shown"]);
    expect(replay.final.chat).toHaveLength(1);
  });

  it("stands the cursor behind what was typed last, and knows who typed", () => {
    const entries = recordInterview([{ does: "type", who: 1, where: 4, text: "fast_" }]);
    const replay = createReplay({ minutes: 45, entries });
    const typed = replay.momentOfSeq(entries.findIndex((each) => each.kind === "edited" && each.participantId === people[1]) + 1);
    expect(replay.documentAt(documentId, typed)).toMatchObject({ text: "def fast_conv2d(x, w):\n    pass\n", cursor: { participantId: people[1], index: 9 } });
  });

  it("steps from one entry of a kind to the next and back", () => {
    const replay = createReplay({ minutes: 45, entries: recordInterview([{ does: "chat", who: 0 }, { does: "lock", who: 0 }, { does: "hidden", who: 0 }, { does: "chat", who: 1 }]) });
    const isChat = (entry: { kind: string }) => entry.kind === "chat_sent";
    const first = replay.next(0, isChat) ?? -1;
    const second = replay.next(first, isChat) ?? -1;
    expect(replay.stateAt(first).chat).toHaveLength(1);
    expect(replay.stateAt(second).chat).toHaveLength(2);
    expect(replay.next(second, isChat)).toBeNull();
    expect(replay.previous(second, isChat)).toBe(first);
    expect(replay.previous(first, isChat)).toBeNull();
  });

  it("shows a question with its starter code as soon as it is on the table", () => {
    const entries = recordInterview([{ does: "type", who: 1, where: 0, text: "x" }]);
    const replay = createReplay({ minutes: 45, entries });
    const opened = replay.next(0, (entry) => entry.kind === "question_opened") ?? -1;
    expect(replay.documentAt(documentId, opened).text).toBe("");
    expect(replay.documentAt(documentId, replay.settled(opened)).text).toContain("def conv2d");
    expect(replay.settled(replay.lastMoment)).toBe(replay.lastMoment);
    expect(replay.settled(0)).toBe(0);
  });

  it("opens a moment by the seq in its link, or the nearest before it that the viewer may see", () => {
    const replay = createReplay({ minutes: 45, entries: recordInterview([{ does: "chat", who: 0 }, { does: "hidden", who: 0 }, { does: "chat", who: 1 }]) });
    const isChat = (entry: { kind: string }) => entry.kind === "chat_sent";
    const first = replay.next(0, isChat) ?? -1;
    expect(replay.momentOfSeq(replay.seqOf(first))).toBe(first);
    expect(replay.momentOfSeq(replay.seqOf(first) + 1)).toBe(first);
    expect(replay.momentOfSeq(1_000_000)).toBe(replay.lastMoment);
  });

  it("goes on in time when the clock was set back", () => {
    const back = recordInterview([{ does: "chat", who: 0 }, { does: "chat", who: 1 }], (index) => (index === 8 ? -60_000 : 1_000));
    const replay = createReplay({ minutes: 45, entries: back });
    const steps = replay.times.slice(1).map((time, index) => time - (replay.times[index] ?? 0));
    expect(Math.min(...steps)).toBe(0);
    expect(steps.filter((step) => step === 0)).toHaveLength(1);
    expect(replay.durationMs).toBe((back.length - 2) * 1_000);
  });

  it("finds idle stretches and counts typing by participant on the folded axis", () => {
    const typed: Deed[] = Array.from({ length: 40 }, (_, index) => ({ does: "type", who: index < 10 ? 0 : 1, where: index, text: "x" }));
    const entries = recordInterview(typed, (index) => (index === 17 ? 600_000 : 500));
    const replay = createReplay({ minutes: 45, entries });
    const idle = replay.idle();
    expect(idle).toHaveLength(1);
    const axis = createTimeAxis(replay.durationMs, idle);
    const lanes = replay.typing(axis, 20);
    const sum = (participantId: string) => lanes.get(participantId)?.reduce((a, b) => a + b, 0);
    expect(sum(people[0])).toBe(10);
    expect(sum(people[1])).toBe(30);
    expect(axis.toPlace(idle[0]!.toMs) - axis.toPlace(idle[0]!.fromMs)).toBeLessThan(0.2);
  });
});

describe("the axis of a timeline", () => {
  it("leads from a time to a place and back", () => {
    const stretches = fc.array(fc.tuple(fc.integer({ min: 100, max: 90_000 }), fc.integer({ min: 20_001, max: 900_000 })), { maxLength: 8 });
    fc.assert(fc.property(stretches, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
      let end = 0;
      const idle = list.map(([work, rest]) => ({ fromMs: end + work, toMs: (end += work + rest) }));
      const durationMs = end + 1_000;
      const axis = createTimeAxis(durationMs, idle);
      expect(axis.toMs(axis.toPlace(share * durationMs))).toBeCloseTo(share * durationMs, 0);
      expect(axis.toPlace(durationMs)).toBeCloseTo(1, 6);
      expect(axis.toPlace(0)).toBe(0);
    }));
  });
});
