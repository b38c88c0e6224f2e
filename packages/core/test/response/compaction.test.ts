import { describe, expect, it } from "vitest";
import { decodeCompactionEnvelope, encodeCompactionEnvelope } from "../../src/compaction-envelope.js";
import { checkMessageStream } from "../../src/index.js";
import { answerForms, hello } from "../support/answer-forms.js";
import { testContext } from "../support/context.js";
import { iterate } from "../support/sources.js";
import { translate } from "../support/translate.js";
import { added, created, done, terminal, textDelta } from "../support/upstream-events.js";

const compaction = { type: "compaction", id: "cmp_1", encrypted_content: "gAAAAdone" };

describe("a compaction of the upstream (A33, R22)", () => {
  const events = [
    created(),
    added(0, { ...compaction, encrypted_content: "gAAAAearly" }),
    done(0, compaction),
    added(1, { ...hello, content: [] }),
    textDelta(1, "Hello"),
    done(1, hello),
    terminal([compaction, hello]),
  ];
  const block = {
    type: "compaction",
    content: "[compacted]",
    encrypted_content: encodeCompactionEnvelope({ encryptedContent: "gAAAAdone", identity: "0a1b2c3d" }),
  };

  it("is a block whose one delta carries the finished state", async () => {
    const { streamed, client, message, result, losses } = await answerForms(events, { compaction: true });
    expect(streamed.slice(1, 4)).toEqual([
      {
        type: "content_block_start",
        index: 0,
        content_block: { type: "compaction", content: null, encrypted_content: null },
      },
      {
        type: "content_block_delta",
        index: 0,
        delta: { ...block, type: "compaction_delta" },
      },
      { type: "content_block_stop", index: 0 },
    ]);
    expect(checkMessageStream(streamed, { profile: "strict" })).toEqual([]);
    expect(message.content).toMatchObject([block, { type: "text", text: "Hello" }]);
    expect(result).toEqual(message);
    expect(client.content).toMatchObject([block, { type: "text", text: "Hello" }]);
    expect(losses).toEqual([]);
  });

  it("has failed where it has no content", async () => {
    const empty = { ...compaction, encrypted_content: "" };
    const { message, client } = await answerForms([created(), done(0, empty), terminal([empty])], { compaction: true });
    expect(message.content).toEqual([{ type: "compaction", content: null, encrypted_content: null }]);
    expect(client.content).toEqual(message.content);
  });

  it("is no block where nobody asked for it", async () => {
    const { message, losses } = await answerForms(events, {});
    expect(message.content).toMatchObject([{ type: "text" }]);
    expect(losses.map(({ code, path }) => `${code}@${path}`)).toEqual(["unsupported_output_item@output.0"]);
  });

  it("waits for its turn, whatever comes first", async () => {
    const [first, add, finish, ...rest] = events;
    const late = [first, add, ...rest.slice(0, -1), finish, rest.at(-1)].filter((event) => event !== undefined);
    const { streamed, message } = await answerForms(late, { compaction: true });
    expect(checkMessageStream(streamed, { profile: "strict" })).toEqual([]);
    expect(message.content).toMatchObject([block, { text: "Hello" }]);
  });

  it("counts with its whole length among what waits", async () => {
    const big = { ...compaction, encrypted_content: "g".repeat(1000) };
    const waiting = [
      created(),
      added(0, { ...hello, content: [] }),
      done(1, big),
      done(0, hello),
      terminal([hello, big]),
    ];
    const losses: string[] = [];
    const options = { maxQueuedLength: 2000, onLoss: ({ code }: { code: string }) => losses.push(code) };
    await translate(iterate(waiting), testContext({ compaction: true }), options);
    expect(losses).toEqual(["stalled_item_passed_over"]);
  });

  it("is checked by the strict profile", async () => {
    const { streamed } = await answerForms(events, { compaction: true });
    const filled = streamed.map((event) =>
      event.type === "content_block_start" && event.index === 0
        ? { ...event, content_block: { type: "compaction", content: "early", encrypted_content: null } }
        : event,
    );
    expect(checkMessageStream(filled, { profile: "strict" }).map(({ rule }) => rule)).toEqual(["fields_missing"]);
  });

  it("comes back as it went", () => {
    const state = { encryptedContent: "gAAAA:x-_=", identity: "" };
    const text = encodeCompactionEnvelope(state);
    expect(decodeCompactionEnvelope(text)).toEqual(state);
    for (const wrong of [
      "",
      "trc1:",
      "trc1:0:",
      text.slice(0, -1),
      `x${text}`,
      text.replace("gAAAA", "gAAAB"),
      "EpwB",
    ]) {
      expect(decodeCompactionEnvelope(wrong)).toBeNull();
    }
    expect(decodeCompactionEnvelope(encodeCompactionEnvelope({ encryptedContent: "", identity: "0a" }))).toBeNull();
  });
});
