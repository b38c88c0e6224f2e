import type Anthropic from "@anthropic-ai/sdk";
import { call, parallel, text } from "@transpond/testkit";
import { check, messageLines, type Scene } from "./scene.js";

const weather: Anthropic.Tool = {
  name: "get_weather",
  description: "The weather in a city now.",
  input_schema: {
    type: "object",
    properties: { city: { type: "string" }, unit: { type: "string", enum: ["C", "F"] } },
    required: ["city"],
  },
};

export const parallelTools: Scene = {
  title: "A tool loop with two parallel calls",
  script: (upstream) => {
    upstream.script(
      text("I'll look up both.", { phase: "commentary" }),
      parallel(call("get_weather", { city: "Paris" }), call("get_weather", { city: "Rome", unit: "C" })),
    );
    upstream.script(text("Paris has 9 °C and rain, Rome 17 °C and sun."));
  },
  async play(client, transcript) {
    const messages: Anthropic.MessageParam[] = [
      { role: "user", content: "Compare the weather in Paris and Rome. Call the tool for both cities at once." },
    ];
    transcript.client("messages.create: one tool with an optional parameter, one question");
    let calls = 0;
    for (let turn = 0; turn < 4; turn++) {
      const message = await client.messages.create({
        model: "claude-sonnet-5",
        max_tokens: 4096,
        tools: [weather],
        messages,
      });
      transcript.answer(...messageLines(message));
      if (message.stop_reason !== "tool_use") break;
      const results = message.content.flatMap((block) => (block.type === "tool_use" ? [resultOf(block)] : []));
      calls += results.length;
      messages.push({ role: "assistant", content: message.content }, { role: "user", content: results });
      transcript.client(`messages.create: the history and ${results.length} tool results`);
    }
    check(calls >= 2, `The model called the tool ${calls} times instead of twice.`);
  },
};

function resultOf({ id, input }: Anthropic.ToolUseBlock): Anthropic.ToolResultBlockParam {
  const paris = JSON.stringify(input).includes("Paris");
  return { type: "tool_result", tool_use_id: id, content: paris ? "9 °C, rain" : "17 °C, sun" };
}
