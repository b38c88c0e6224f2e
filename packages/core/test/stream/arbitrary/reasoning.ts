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

/** A `reasoning` item: summaries, raw text, both, or neither; its state comes early and wrong, and late and right. */
export const reasoning: fc.Arbitrary<ItemMaker> = fc
  .record({
    texts: fc.oneof(
      { arbitrary: parts.map((summary) => ({ summary, content: [] as string[][] })), weight: 4 },
      { arbitrary: parts.map((content) => ({ summary: [] as string[][], content })), weight: 2 },
      { arbitrary: fc.record({ summary: parts, content: parts }), weight: 1 },
    ),
    state: fc.constantFrom<JsonObject>({ encrypted_content: "gAAAAstate" }, { encrypted_content: null }, {}),
    hasContent: fc.boolean(),
  })
  .map(({ texts, state, hasContent }) => ({ id }) => {
    const item = { id: id("rs"), type: "reasoning" };
    const early = state.encrypted_content ? { encrypted_content: "gAAAAearly" } : state;
    const whole = (origin: Origin) =>
      texts[origin].map((deltas) => ({ type: forms[origin].type, text: deltas.join("") }));
    const content = texts.content.length > 0 || hasContent ? { content: whole("content") } : {};
    return [
      {
        added: { ...item, summary: [], ...early },
        between: [...textEvents("summary", item.id, texts.summary), ...textEvents("content", item.id, texts.content)],
        done: { ...item, summary: whole("summary"), ...content, ...state },
      },
    ];
  });

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
