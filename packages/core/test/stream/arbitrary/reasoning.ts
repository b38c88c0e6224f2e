import fc from "fast-check";
import type { JsonObject } from "../../../src/json.js";
import type { ItemMaker } from "./script.js";
import { pieces } from "./texts.js";

const forms = {
  summary: {
    type: "summary_text",
    index: "summary_index",
    text: "reasoning_summary_text",
    part: "reasoning_summary_part",
  },
  content: { type: "reasoning_text", index: "content_index", text: "reasoning_text", part: "content_part" },
} as const;

type Origin = keyof typeof forms;

const parts = fc.array(pieces, { maxLength: 3 });

const silent = fc.array(fc.constant<string[]>([]), { maxLength: 2 });

type Texts = Record<Origin, string[][]>;

const anyTexts: fc.Arbitrary<Texts> = fc.oneof(
  { arbitrary: fc.record({ summary: parts, content: silent }), weight: 4 },
  { arbitrary: fc.record({ summary: silent, content: parts }), weight: 2 },
  { arbitrary: fc.record({ summary: parts, content: parts }), weight: 1 },
);

const saysSomething = (texts: string[][]) => texts.flat().join("") !== "";

/**
 * A `reasoning` item: summaries, raw text, both, or neither; its state comes early and wrong, and late and right. Raw text
 * comes first or last where only one of the two says something: otherwise the first one is shown (`rawFirst`).
 */
export const reasoning: fc.Arbitrary<ItemMaker> = thoughts(
  fc.tuple(anyTexts, fc.boolean()).map(([texts, flag]) => ({
    texts,
    first: flag && !(saysSomething(texts.summary) && saysSomething(texts.content)) ? "content" : "summary",
  })),
);

/** A `reasoning` item whose raw text comes before its summary: the stream shows the one, the whole answer the other. */
export const rawFirst: fc.Arbitrary<ItemMaker> = thoughts(
  fc
    .record({ summary: parts, content: parts })
    .filter(({ summary, content }) => saysSomething(summary) && saysSomething(content))
    .map((texts) => ({ texts, first: "content" })),
);

function thoughts(told: fc.Arbitrary<{ texts: Texts; first: Origin }>): fc.Arbitrary<ItemMaker> {
  return fc
    .record({
      told,
      state: fc.constantFrom<JsonObject>({ encrypted_content: "gAAAAstate" }, { encrypted_content: null }, {}),
      hasContent: fc.boolean(),
    })
    .map(({ told: { texts, first }, state, hasContent }) => ({ id }) => {
      const item = { id: id("rs"), type: "reasoning" };
      const early = state.encrypted_content ? { encrypted_content: "gAAAAearly" } : state;
      const whole = (origin: Origin) =>
        texts[origin].map((deltas) => ({ type: forms[origin].type, text: deltas.join("") }));
      const content = texts.content.length > 0 || hasContent ? { content: whole("content") } : {};
      const order: Origin[] = first === "content" ? ["content", "summary"] : ["summary", "content"];
      return [
        {
          added: { ...item, summary: [], ...early },
          between: order.flatMap((origin) => textEvents(origin, item.id, texts[origin])),
          done: { ...item, summary: whole("summary"), ...content, ...state },
        },
      ];
    });
}

function textEvents(origin: Origin, item_id: string, parts: readonly string[][]): JsonObject[] {
  const { type, index, text, part } = forms[origin];
  return parts.flatMap((deltas, number) => {
    const at = { item_id, [index]: number };
    const whole = { type, text: deltas.join("") };
    return [
      { type: `response.${part}.added`, ...at, part: { type, text: "" } },
      ...deltas.map((delta) => ({ type: `response.${text}.delta`, ...at, delta })),
      { type: `response.${text}.done`, ...at, text: whole.text },
      { type: `response.${part}.done`, ...at, part: whole },
    ];
  });
}
