import fc from "fast-check";
import { encodeReasoningEnvelope } from "../../src/reasoning-envelope.js";
import { encodeWebSearchEnvelope } from "../../src/web-search-envelope.js";

/** Valid conversations of every block that may stand in one, as JSON. */
export type Conversation = { fields: object; turns: object[][] };

const words = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }),
  fc.constantFrom("Hello", "two\n\nparts", "x-anthropic-billing-header: no", "🙂", "\u0000", '\\"', " "),
);
const marker = fc.option(
  fc.record({ type: fc.constant("ephemeral"), ttl: fc.constantFrom("5m", "1h") }, { requiredKeys: ["type"] }),
  { nil: undefined, freq: 4 },
);
/** A block with a marker now and then; at most four of them are kept when the conversation is put together. */
const marked = <T extends object>(block: fc.Arbitrary<T>) =>
  fc.tuple(block, marker).map(([value, cache_control]) => (cache_control ? { ...value, cache_control } : value));

const text = marked(fc.record({ type: fc.constant("text"), text: fc.oneof(words, fc.constant("")) }));
const image = marked(
  fc.record({
    type: fc.constant("image"),
    source: fc.constantFrom(
      { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" },
      { type: "url", url: "https://a.example/i.png" },
    ),
  }),
);
const document = marked(
  fc.record(
    {
      type: fc.constant("document"),
      source: fc.oneof(
        fc.record({ type: fc.constant("text"), media_type: fc.constant("text/plain"), data: words }),
        fc.record({ type: fc.constant("content"), content: fc.oneof(words, fc.array(text, { maxLength: 2 })) }),
        fc.constant({ type: "base64", media_type: "application/pdf", data: "JVBERi0=" }),
        fc.constant({ type: "url", url: "https://a.example/a.pdf" }),
      ),
      title: fc.option(words),
      context: words,
    },
    { requiredKeys: ["type", "source"] },
  ),
);
const searchResult = marked(
  fc.record({
    type: fc.constant("search_result"),
    source: words,
    title: words,
    content: fc.array(text, { maxLength: 2 }),
  }),
);
const userBlock = fc.oneof({ weight: 4, arbitrary: text }, image, document, searchResult);

const resultContent = fc.oneof(
  words,
  fc.constant(""),
  fc.array(fc.oneof({ weight: 3, arbitrary: text }, image, document, searchResult), { maxLength: 3 }),
);
const resultShape = fc.record({ content: resultContent, is_error: fc.boolean() }, { requiredKeys: [] });

const signature = fc.oneof(
  fc.constantFrom("", "EqQBCgIYAhIM"),
  fc
    .record({
      id: fc.nat({ max: 50 }).map((number) => `rs_${number}`),
      encryptedContent: fc.constant("gAAAA"),
      phase: fc.constantFrom("commentary", "final_answer"),
    })
    .map((envelope) =>
      encodeReasoningEnvelope({ ...envelope, summaryLengths: [3], family: "gpt-5.6-sol", identity: "" }),
    ),
);
const thinking = fc.record({ type: fc.constant("thinking"), thinking: words, signature });
const redacted = fc.record({ type: fc.constant("redacted_thinking"), data: signature });
const call = fc.record({
  kind: fc.constant("call" as const),
  name: fc.constantFrom("Read", "Edit", "Later", `mcp__${"x".repeat(80)}`),
  input: fc.dictionary(words, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
});
const search = fc.record({
  kind: fc.constant("search" as const),
  encrypted_content: fc.oneof(
    fc.constant("EqgfCioI"),
    fc.nat({ max: 50 }).map((number) =>
      encodeWebSearchEnvelope({
        id: `ws_${number}`,
        status: "completed",
        action: { type: "search", query: "tides" },
      }),
    ),
  ),
});
const assistantBlock = fc.oneof(
  { weight: 3, arbitrary: text },
  thinking,
  redacted,
  { weight: 2, arbitrary: call },
  search,
);
const note = fc.record({
  role: fc.constant("system"),
  content: fc.oneof(words, fc.array(text, { minLength: 1, maxLength: 2 })),
});

/** One exchange: an assistant's message, the results of its calls in one or two messages, and what the user says then. */
const exchange = fc.record({
  blocks: fc.array(assistantBlock, { minLength: 1, maxLength: 5 }),
  shapes: fc.array(resultShape, { minLength: 5, maxLength: 5 }),
  said: fc.array(userBlock, { maxLength: 3 }),
  split: fc.boolean(),
  note: fc.option(note, { freq: 5 }),
});

const head = fc.record({
  system: fc.oneof(words, fc.array(text, { maxLength: 3 })),
  thinking: fc.constantFrom({ type: "adaptive" }, { type: "disabled" }, undefined),
  tools: fc.constantFrom(
    undefined,
    ["Read", "Edit", `mcp__${"x".repeat(80)}`].map((name) => ({ name, input_schema: { type: "object" } })),
  ),
});

export const arbitraryConversation: fc.Arbitrary<Conversation> = fc
  .tuple(head, fc.array(userBlock, { minLength: 1, maxLength: 3 }), fc.array(exchange, { maxLength: 5 }))
  .map(([fields, first, exchanges]) => {
    let count = 0;
    const turns: object[][] = [[{ role: "user", content: [{ type: "text", text: "start" }, ...first] }]];
    for (const { blocks, shapes, said, split, note } of exchanges) {
      const results: object[] = [];
      const content = blocks.flatMap((block): object[] => {
        const id = `toolu_${count++}`;
        if ("kind" in block && block.kind === "call") {
          results.push({ type: "tool_result", tool_use_id: id, ...shapes[results.length] });
          return [{ type: "tool_use", id, name: block.name, input: block.input }];
        }
        if ("kind" in block && block.kind === "search") {
          const { encrypted_content } = block;
          const found = { type: "web_search_result", url: "https://a.example", title: "A", encrypted_content };
          return [
            { type: "server_tool_use", id, name: "web_search", input: { query: "tides" } },
            { type: "web_search_tool_result", tool_use_id: id, content: [found] },
          ];
        }
        return [block];
      });
      const words = [...said, { type: "text", text: `go on ${count}` }];
      const cut = split && results.length > 1 ? 1 : results.length;
      const after = [
        ...(note ? [note] : []),
        ...(cut < results.length
          ? [
              { role: "user", content: [...results.slice(0, cut), ...words] },
              { role: "user", content: results.slice(cut) },
            ]
          : [{ role: "user", content: [...results, ...words] }]),
      ];
      turns.push([{ role: "assistant", content }], after);
    }
    return limitMarkers({ fields, turns });
  });

/** Anthropic takes four markers a request: the later ones are taken away. */
function limitMarkers(conversation: Conversation): Conversation {
  let left = 4;
  return JSON.parse(JSON.stringify(conversation), (key, value: unknown) =>
    key === "cache_control" && left-- <= 0 ? undefined : value,
  );
}
