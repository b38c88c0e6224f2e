import { check, type Scene } from "./scene.js";

export const tokenCount: Scene = {
  title: "A token count, made here",
  async play(client, transcript) {
    transcript.client("messages.countTokens: a system prompt and a question");
    const { input_tokens } = await client.messages.countTokens({
      model: "claude-sonnet-5",
      system: "You answer in one sentence.",
      messages: [{ role: "user", content: "Tell me one fact about the Moon." }],
    });
    check(input_tokens > 0, "The count is zero.");
    transcript.answer(`${input_tokens} input tokens; nothing went upstream`);
  },
};
