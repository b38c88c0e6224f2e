import Anthropic from "@anthropic-ai/sdk";
import { check, type Scene } from "./scene.js";

export const upstreamError: Scene = {
  title: "An upstream error, as the SDK knows it",
  async play(client, transcript) {
    transcript.client("messages.create: a name that is mapped to a model which does not exist");
    const failure = await client.messages
      .create({ model: "claude-nobody", max_tokens: 100, messages: [{ role: "user", content: "Hello?" }] })
      .catch((error: unknown) => error);
    check(failure instanceof Anthropic.NotFoundError, "The SDK did not throw its NotFoundError.");
    transcript.answer(
      `NotFoundError ${failure.status}, type ${failure.type}, request ${failure.requestID}`,
      failure.message,
    );
  },
};
