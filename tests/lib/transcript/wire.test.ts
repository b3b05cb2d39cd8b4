import { describe, expect, it } from "vitest";
import { decodeTranscript, encodeTranscript, wireTranscript, type Transcript } from "@/lib/transcript/wire";
import { people, recordInterview } from "@/tests/lib/transcript/recorded-interview";

function transcript(entries: Transcript["entries"]): Transcript {
  return { title: "Loops to kernels", minutes: 45, viewer: { participantId: people[0], role: "interviewer" }, questions: [], entries };
}
const overTheWire = (sent: Transcript): Transcript => decodeTranscript(wireTranscript.parse(JSON.parse(JSON.stringify(encodeTranscript(sent)))));

describe("a transcript on its way to a browser", () => {
  it("arrives as it was sent, entries of an unknown kind included", () => {
    const entries = recordInterview([
      { does: "type", who: 0, where: 3, text: "卷积 conv 🧮" }, { does: "chat", who: 1 }, { does: "hidden", who: 0 },
      { does: "from_the_future", who: 0 }, { does: "sync" }, { does: "delete", who: 1, where: 2, length: 5 },
      { does: "erase", who: 1 }, { does: "type", who: 1, where: 0, text: "gone" },
    ]);
    expect(overTheWire(transcript(entries)).entries).toEqual(entries);
  });

  it("carries a large paste", () => {
    const entries = recordInterview([{ does: "type", who: 0, where: 3, text: "x = 1\n".repeat(20_000) }]);
    expect(overTheWire(transcript(entries)).entries).toEqual(entries);
  });

  it("passes on an edit whose payload a newer version has widened", () => {
    const [entry] = recordInterview([]).filter((each) => each.kind === "edited");
    const newer = { ...entry!, payload: { documentId: "018f0000-0000-7000-8000-0000000000d0", origin: "paste" } };
    const [arrived] = overTheWire(transcript([newer])).entries;
    expect(arrived).toMatchObject({ kind: "edited", payload: newer.payload });
  });

  it("marks an edit whose bytes were spoilt on the way as missing", () => {
    const sent = encodeTranscript(transcript(recordInterview([])));
    sent.edits.rows[0]![4] = "*** not base64 ***";
    expect(decodeTranscript(sent).entries.find((each) => each.kind === "edited")?.update).toBeNull();
  });
});
