import type { Canaries } from "./canaries.js";
import { plant, type Sowing } from "./plant.js";

const block = (type: string, rest: object) => ({ type, ...rest });
const text = (words: string, rest: object = {}) => block("text", { text: words, ...rest });
const base64 = (media_type: string) => ({ type: "base64", media_type, data: "AAAA" });

const weather = {
  name: "get_weather",
  description: "Tells the weather",
  input_schema: {
    type: "object",
    properties: {
      city: { type: "string", description: "The city", enum: ["Bern", "Basel"], default: "Bern" },
      when: { $ref: "#/$defs/when" },
    },
    $defs: { when: { type: "object", properties: { day: { type: "string", title: "Day" } } } },
    required: ["city"],
  },
};

const history = [
  { role: "user", content: [text("What is the weather?"), block("image", { source: { ...base64("image/png") } })] },
  {
    role: "assistant",
    content: [
      block("thinking", { thinking: "They ask for it.", signature: "c2lnbmF0dXJl" }),
      text("I will look.", {}),
      block("tool_use", {
        id: "toolu_1",
        name: "get_weather",
        input: { city: "Bern", card: 4_111_111_111_111_111, when: { day: "today" } },
      }),
    ],
  },
  {
    role: "user",
    content: [
      block("tool_result", {
        tool_use_id: "toolu_1",
        content: [
          text("It rains."),
          block("image", { source: { type: "url", url: "https://a.example/rain.png" } }),
          block("search_result", { source: "the shelf", title: "Rain", content: [text("It rained.")] }),
        ],
      }),
      block("document", {
        title: "Notes",
        context: "From the archive",
        source: { type: "text", media_type: "text/plain", data: "A plain document" },
      }),
      block("document", { title: "Paper", source: { ...base64("application/pdf") } }),
      block("document", { source: { type: "content", content: [text("Of parts")] } }),
      text("And tomorrow?", { cache_control: { type: "ephemeral" } }),
    ],
  },
];

/** What a request may be made of, each with something of its own. */
export const requestShapes: Readonly<Record<string, object>> = {
  hello: { messages: [{ role: "user", content: "Hello" }] },
  history: { system: [text("You are kind."), text("You are brief.")], messages: history, tools: [weather] },
  "failed tool": {
    messages: [
      { role: "user", content: "Look" },
      {
        role: "assistant",
        content: [
          block("redacted_thinking", { data: "b3BhcXVl" }),
          block("tool_use", { id: "t1", name: "f", input: {} }),
        ],
      },
      { role: "user", content: [block("tool_result", { tool_use_id: "t1", is_error: true, content: "It broke" })] },
    ],
    tools: [{ ...weather, name: "f", strict: true }],
  },
  settings: {
    system: "Be kind",
    messages: [{ role: "user", content: "Hello" }],
    stop_sequences: ["STOP", "HALT"],
    temperature: 0.5,
    metadata: { user_id: "somebody", note: "a note" },
    tools: [weather, { ...weather, name: "other" }],
    tool_choice: { type: "tool", name: "other" },
    output_config: { effort: "low" },
    service_tier: "auto",
  },
  format: {
    messages: [{ role: "user", content: "Hello" }],
    output_config: {
      format: {
        type: "json_schema",
        schema: {
          type: "object",
          properties: { title: { type: "string", description: "A title" } },
          required: ["title"],
          additionalProperties: false,
        },
      },
    },
    thinking: { type: "enabled", budget_tokens: 1024 },
  },
  "arguments of JSON": {
    messages: [
      { role: "user", content: '{"password":"from the vault","mail":"someone"}' },
      {
        role: "assistant",
        content: [block("tool_use", { id: "t1", name: "get_weather", input: { city: '{"inner":"text"}' } })],
      },
      { role: "user", content: [block("tool_result", { tool_use_id: "t1", content: '[{"inner":"text"}]' })] },
    ],
    tools: [weather],
  },
  "web search": {
    messages: [
      { role: "user", content: "Search" },
      {
        role: "assistant",
        content: [
          block("server_tool_use", { id: "srvtoolu_1", name: "web_search", input: { query: "the news" } }),
          block("web_search_tool_result", {
            tool_use_id: "srvtoolu_1",
            content: [
              block("web_search_result", {
                url: "https://a.example/b",
                title: "News",
                encrypted_content: "b3BhcXVl",
                page_age: "a day",
              }),
            ],
          }),
          text("There is news.", {
            citations: [
              block("web_search_result_location", {
                url: "https://a.example/b",
                title: "News",
                encrypted_index: "b3BhcXVl",
                cited_text: "news",
              }),
            ],
          }),
        ],
      },
      { role: "user", content: "Thanks" },
    ],
    tools: [{ type: "web_search_20250305", name: "web_search", allowed_domains: ["a.example"] }],
  },
};

/** The forms in which clients write who calls. */
const userIds: ((canaries: Canaries) => string)[] = [
  (canaries) => canaries.word(),
  (canaries) => canaries.found(),
  (canaries) => `user_${canaries.hex()}_account_${canaries.hex()}_session_${canaries.hex()}`,
  (canaries) =>
    JSON.stringify({
      device_id: canaries.hex(),
      account_uuid: canaries.word(),
      session_id: canaries.word(),
      x: canaries.word(),
    }),
];

/** A request of a shape with canaries all over it. */
export function plantedRequest(
  shape: object,
  sowing: Sowing,
  { stream, form }: { stream: boolean; form: number },
): Record<string, unknown> {
  const { canaries } = sowing;
  const planted = plant(shape, sowing);
  const base = typeof planted === "object" && planted !== null ? planted : {};
  return {
    model: canaries.word(),
    max_tokens: 4096,
    ...base,
    metadata: { user_id: userIds[form % userIds.length]?.(canaries), [canaries.word()]: canaries.any() },
    ...(stream && { stream }),
    [canaries.word()]: { [canaries.word()]: [canaries.any()] },
  };
}
