import fc from "fast-check";
import type { JsonObject } from "../../../src/json.js";
import type { ItemMaker, Script } from "./script.js";
import { pieces } from "./texts.js";

const kinds = {
  output_text: { field: "text", empty: { type: "output_text", text: "", annotations: [], logprobs: [] } },
  refusal: { field: "refusal", empty: { type: "refusal", refusal: "" } },
  some_future_part: { field: "value", empty: { type: "some_future_part", value: "" } },
} as const;

type Kind = keyof typeof kinds;
/** Where a server tells of annotations: after the deltas, among them, or with the finished part alone. */
type Placement = "after" | "among" | "in_part";

const annotation: fc.Arbitrary<JsonObject | null> = fc.oneof(
  {
    arbitrary: fc.record<JsonObject>(
      {
        type: fc.constant("url_citation"),
        url: fc.constantFrom("https://example.com/0", "https://example.com/ä?q=1", ""),
        title: fc.constantFrom<unknown>("Title", "", null),
        start_index: fc.integer({ min: -1, max: 12 }),
        end_index: fc.integer({ min: 0, max: 40 }),
      },
      { requiredKeys: ["type", "url"] },
    ),
    weight: 4,
  },
  {
    arbitrary: fc.constantFrom<JsonObject | null>(
      { type: "file_citation", file_id: "file_1", filename: "a.txt", index: 3 },
      { type: "container_file_citation", container_id: "cntr_1", file_id: "cfile_1", filename: "b.png" },
      { type: "file_path", file_id: "file_1", index: 0 },
      null,
    ),
    weight: 1,
  },
);

const part = fc.record({
  kind: fc.oneof(
    { arbitrary: fc.constant<Kind>("output_text"), weight: 12 },
    { arbitrary: fc.constant<Kind>("refusal"), weight: 2 },
    { arbitrary: fc.constant<Kind>("some_future_part"), weight: 1 },
  ),
  deltas: pieces,
  annotations: fc.oneof(
    { arbitrary: fc.constant<(JsonObject | null)[]>([]), weight: 3 },
    { arbitrary: fc.array(annotation, { maxLength: 3 }), weight: 1 },
  ),
  placement: fc.constantFrom<Placement>("after", "among", "in_part"),
});

/** A `message` item: any parts, with or without a phase. */
export const message: fc.Arbitrary<ItemMaker> = fc
  .record({
    parts: fc.array(part, { maxLength: 3 }),
    phase: fc.constantFrom<JsonObject>({}, {}, { phase: "commentary" }, { phase: "final_answer" }, { phase: null }),
    extras: fc.constantFrom<JsonObject>(
      {},
      { metadata: { turn: "1" }, internal_chat_message_metadata_passthrough: null },
    ),
  })
  .map(({ parts, phase, extras }) => ({ id }) => {
    const item = { id: id("msg"), type: "message", role: "assistant", ...phase, ...extras };
    const content = parts.map(({ kind, deltas, annotations }): JsonObject => {
      const { field, empty } = kinds[kind];
      return { ...empty, [field]: deltas.join(""), ...(kind === "output_text" && { annotations }) };
    });
    const between = parts.flatMap((part, index) => partEvents(part, item.id, index, content[index] ?? {}));
    return [
      {
        added: { ...item, status: "in_progress", content: [] },
        between,
        done: { ...item, status: "completed", content },
      },
    ];
  });

/**
 * A message whose phase its final form alone tells. What was shown by then stands, so commentary tells nothing before;
 * and the state of a thought that was shown already cannot name it.
 */
export function tellPhaseLate(script: Script, before: Script | undefined): Script {
  const { phase, ...added } = script.added;
  if (added.type !== "message" || before?.done.type === "reasoning") return script;
  return { ...script, added, between: phase === "commentary" ? [] : script.between };
}

type Part = { kind: Kind; deltas: string[]; annotations: (JsonObject | null)[]; placement: Placement };

function partEvents(
  { kind, deltas, annotations, placement }: Part,
  item_id: string,
  content_index: number,
  part: JsonObject,
): JsonObject[] {
  const at = { item_id, content_index };
  const { field, empty } = kinds[kind];
  const told = deltas.map((delta) => ({ type: `response.${kind}.delta`, ...at, delta, logprobs: [] }));
  const notes =
    kind === "output_text" && placement !== "in_part"
      ? annotations.map((annotation, annotation_index) => ({
          type: "response.output_text.annotation.added",
          ...at,
          annotation_index,
          annotation,
        }))
      : [];
  const body = placement === "among" ? [...told.slice(0, 1), ...notes, ...told.slice(1)] : [...told, ...notes];
  return [
    { type: "response.content_part.added", ...at, part: empty },
    ...body,
    ...(kind === "some_future_part"
      ? []
      : [{ type: `response.${kind}.done`, ...at, [field]: part[field], logprobs: [] }]),
    { type: "response.content_part.done", ...at, part },
  ];
}
