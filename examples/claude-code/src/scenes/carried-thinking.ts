import type Anthropic from "@anthropic-ai/sdk";
import { reasoning, text } from "@transpond/testkit";
import { check, messageLines, type Scene } from "./scene.js";

export const carriedThinking: Scene = {
  title: "Thinking, carried over a turn in the block's signature",
  script: (upstream) => {
    upstream.script(reasoning("**Multiplying**\n\n17 times 23 is 391."), text("391"));
    upstream.script(text("I multiplied 17 by 20 and by 3, and added 340 and 51."));
  },
  async play(client, transcript) {
    const settings = { model: "claude-opus-5", max_tokens: 8192, thinking: { type: "adaptive" as const } };
    const question: Anthropic.MessageParam = {
      role: "user",
      content: "What is 17 * 23? Answer with the number alone.",
    };
    transcript.client("messages.create: thinking adaptive");
    const first = await client.messages.create({ ...settings, messages: [question] });
    transcript.answer(...messageLines(first));
    const thinking = first.content.some((block) => block.type === "thinking" && block.signature !== "");
    check(thinking, "No thinking came back.");
    transcript.client("messages.create: the same, the answer with its thinking, and a second question");
    const second = await client.messages.create({
      ...settings,
      messages: [
        question,
        { role: "assistant", content: first.content },
        { role: "user", content: "How did you get there?" },
      ],
    });
    transcript.answer(...messageLines(second));
  },
};
