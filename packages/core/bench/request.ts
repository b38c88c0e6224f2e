import type { MessagesRequest } from "../src/anthropic/request.js";
import { toOpenAIRequest } from "../src/request/to-openai-request.js";

/**
 * How much translating a long conversation costs, measured against parsing and writing its JSON, which every server does
 * anyway: about 1 MB, 800 messages, 24 tools. Prints the ratio; the goal is at most 2.5.
 */
const words = 'the quick brown fox jumps over the lazy dog while counting pebbles \\ "quoted" \n';
const filler = (length: number) => words.repeat(Math.ceil(length / words.length)).slice(0, length);

const tools = Array.from({ length: 24 }, (_, index) => ({
  name: `tool_${index}`,
  description: filler(1500),
  input_schema: {
    type: "object" as const,
    properties: Object.fromEntries(
      ["path", "content", "mode", "limit"].map((name) => [name, { type: "string", description: filler(120) }]),
    ),
    required: ["path"],
  },
}));

const body: MessagesRequest = {
  model: "claude-sonnet-5",
  max_tokens: 32_000,
  system: [
    { type: "text", text: filler(12_000), cache_control: { type: "ephemeral" } },
    { type: "text", text: filler(4_000), cache_control: { type: "ephemeral" } },
  ],
  tools,
  thinking: { type: "adaptive" },
  messages: Array.from({ length: 200 }, (_, turn) => [
    { role: "user" as const, content: filler(700) },
    {
      role: "assistant" as const,
      content: [
        { type: "text" as const, text: filler(300) },
        {
          type: "tool_use" as const,
          id: `toolu_${turn}_a`,
          name: "tool_1",
          input: { path: "/a", content: filler(600) },
        },
        { type: "tool_use" as const, id: `toolu_${turn}_b`, name: "tool_2", input: { path: "/b", mode: "r" } },
      ],
    },
    {
      role: "user" as const,
      content: [
        { type: "tool_result" as const, tool_use_id: `toolu_${turn}_a`, content: filler(1200) },
        {
          type: "tool_result" as const,
          tool_use_id: `toolu_${turn}_b`,
          content: [{ type: "text" as const, text: filler(1200) }],
        },
      ],
    },
    { role: "assistant" as const, content: [{ type: "text" as const, text: filler(400) }] },
  ]).flat(),
};
const json = JSON.stringify(body);

function median(run: () => unknown): number {
  for (let warm = 0; warm < 15; warm++) run();
  const times = Array.from({ length: 41 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[20] ?? Number.NaN;
}

const baseline = median(() => JSON.stringify(JSON.parse(json)));
const translation = median(() => toOpenAIRequest(body, { model: "gpt-5.6-sol" }));
const line = `${(json.length / 1e6).toFixed(2)} MB: JSON ${baseline.toFixed(2)} ms, translation ${translation.toFixed(2)} ms, ratio ${(translation / baseline).toFixed(2)}`;
process.stdout.write(`${line}\n`);
