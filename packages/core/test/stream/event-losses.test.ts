import { describe, expect, it } from "vitest";
import { LossLedger } from "../../src/ledger/loss-ledger.js";
import { codesOf } from "../support/both-ways.js";
import { accumulated } from "../support/stream-readings.js";
import { translateNow } from "../support/translate-now.js";
import { created, done, messageItem, terminal, textDelta, textStream, toSse } from "../support/upstream-events.js";

const hello = messageItem("Hello");
const around = (...events: object[]) => [created(), ...events, done(0, hello), terminal([hello])];
const lossesOf = (...events: object[]) => codesOf(translateNow(around(...events)).losses);
const times = (count: number, event: (number: number) => object) => Array.from({ length: count }, (_, at) => event(at));

describe("what the stream has no use for is told once, however often it comes (C.3)", () => {
  it("events of unknown types, by their type", () => {
    const events = times(1_000, (number) => ({ type: number % 2 ? "response.some_future.delta" : "gateway_note" }));
    expect(lossesOf(...events)).toEqual(["unknown_event@gateway_note", "unknown_event@response.some_future.delta"]);
  });

  it.each([[""], ["Response.Created"], ["a secret thing"], [`a${"b".repeat(64)}`], [undefined], [7]])(
    "what cannot be the name of an event, as %j, is not repeated",
    (type) => {
      expect(lossesOf({ type }, { type })).toEqual(["unknown_event@event"]);
    },
  );

  it("a name of 64 letters can", () => {
    const type = `a${"b".repeat(63)}`;
    expect(lossesOf({ type })).toEqual([`unknown_event@${type}`]);
  });

  it("speech", () => {
    const kinds = ["delta", "done", "transcript.delta", "transcript.done"];
    const events = times(1_000, (number) => ({ type: `response.audio.${kinds[number % 4]}`, delta: "a" }));
    expect(lossesOf(...events)).toEqual(["audio_dropped@response.audio"]);
    expect(accumulated(translateNow(around(...events)).events)?.content).toMatchObject([{ text: "Hello" }]);
  });
});

describe("losses of one stream are bounded", () => {
  it("100 of a code, and one that says that there were more", () => {
    const items = times(1_000, (number) => ({ type: "some_future_item", id: `x_${number}` }));
    const { losses } = translateNow([created(), ...items.map((item, index) => done(index, item)), terminal(items)]);
    expect(losses.filter(({ code }) => code === "unknown_output_item")).toHaveLength(100);
    expect(losses.at(-1)).toMatchObject({
      code: "further_losses_omitted",
      path: "unknown_output_item",
      severity: "dropped",
    });
    expect(losses).toHaveLength(101);
  });

  it("for each code by itself", () => {
    const ledger = new LossLedger(undefined, 2);
    for (const path of ["a", "b", "b", "c", "d", "a"]) ledger.add("unknown_event", path);
    for (const path of ["a", "b", "c"]) ledger.add("text_diverged", path);
    expect(codesOf(ledger.losses)).toEqual([
      "unknown_event@a",
      "unknown_event@b",
      "further_losses_omitted@unknown_event",
      "text_diverged@a",
      "text_diverged@b",
      "further_losses_omitted@text_diverged",
    ]);
  });

  it("for each code, even where there are more codes than that", () => {
    const ledger = new LossLedger(undefined, 1);
    for (const code of ["unknown_event", "text_diverged", "event_gap"] as const) {
      for (const path of ["a", "b", "c"]) ledger.add(code, path);
    }
    expect(ledger.losses.length).toBeLessThanOrEqual(4);
  });

  it("and of a request, whose size is bounded, they are not", () => {
    const ledger = new LossLedger();
    for (let number = 0; number < 1_000; number++) ledger.add("thinking_dropped", String(number));
    expect(ledger.losses).toHaveLength(1_000);
  });
});

describe("numbers of events (C.3)", () => {
  const numbered = (...numbers: unknown[]) => {
    const events = textStream("Hel", "lo", "!");
    return events.map((event, at) => ({ ...event, sequence_number: at < numbers.length ? numbers[at] : undefined }));
  };
  const gapsOf = (...numbers: unknown[]) =>
    codesOf(translateNow(numbered(...numbers)).losses).filter((loss) => loss.startsWith("event_gap"));

  it.each<[string, unknown[]]>([
    ["none", []],
    ["from 0", [0, 1, 2, 3, 4, 5, 6]],
    ["from elsewhere", [7, 8, 9, 10, 11, 12, 13]],
    ["the same for all", [0, 0, 0, 0, 0, 0, 0]],
    ["that fall", [3, 2, 1, 0, 0, 0, 0]],
    ["of another kind", ["0", "5", null, Number.NaN, {}, true, -1]],
    ["that are not everywhere", [0, undefined, 1, undefined, 2, undefined, 3]],
  ])("%s: no gap", (_what, numbers) => {
    expect(gapsOf(...numbers)).toEqual([]);
  });

  it.each<[string, unknown[]]>([
    ["one", [0, 1, 3, 4, 5, 6, 7]],
    ["several, told once", [0, 2, 4, 6, 8, 10, 12]],
    ["before the last", [0, 1, 2, 3, 4, 5, 7]],
    ["a wide one", [0, 1, 2, 1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3]],
  ])("a number is left out: %s", (_what, numbers) => {
    expect(gapsOf(...numbers)).toEqual(["event_gap@event"]);
  });

  it("a gap changes nothing else", () => {
    const { events: out, losses } = translateNow(numbered(0, 1, 3, 4, 5, 6, 7));
    expect(out).toEqual(translateNow(textStream("Hel", "lo", "!")).events);
    expect(losses).toMatchObject([{ code: "event_gap", severity: "info" }]);
  });

  it("keepalive counts", () => {
    const events = [created(), { type: "keepalive" }, textDelta(0, "Hello"), done(0, hello), terminal([hello])];
    const { losses } = translateNow(events.map((event, sequence_number) => ({ ...event, sequence_number })));
    expect(losses).toEqual([]);
    const bytes = new TextEncoder().encode(toSse(textStream("Hello")));
    expect(translateNow([bytes]).losses).toEqual([]);
  });
});
