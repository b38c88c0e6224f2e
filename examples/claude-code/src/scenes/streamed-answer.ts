import { reasoning, text } from "@transpond/testkit";
import { check, messageLines, type Scene } from "./scene.js";

export const streamedAnswer: Scene = {
  title: "A streamed answer",
  script: (upstream) => upstream.script(reasoning("**Picking a fact**"), text("The Moon moves away by 3.8 cm a year.")),
  async play(client, transcript) {
    transcript.client("messages.stream: a system prompt, one question, a stop sequence");
    const stream = client.messages.stream({
      model: "claude-sonnet-5",
      max_tokens: 2048,
      system: "You answer in one sentence.",
      messages: [{ role: "user", content: "Tell me one fact about the Moon." }],
      stop_sequences: ["THE END"],
    });
    let deltas = 0;
    stream.on("text", () => deltas++);
    const message = await stream.finalMessage();
    check(deltas > 0, "The text did not stream.");
    transcript.answer(`${deltas} text deltas`, ...messageLines(message));
  },
};
