import type Anthropic from "@anthropic-ai/sdk";

const settings = {
  model: "claude-opus-5",
  max_tokens: 8192,
  thinking: { type: "adaptive" as const },
  tools: [
    { name: "weather", input_schema: { type: "object" as const, properties: { city: { type: "string" as const } } } },
  ],
};

/** A client that keeps the conversation itself, as all clients do, and notes who answered. */
export class Conversation {
  /** The process that answered each turn. */
  readonly servedBy: string[] = [];
  readonly #client: Anthropic;
  readonly #messages: Anthropic.MessageParam[] = [];
  readonly #answers: Anthropic.Message[] = [];

  constructor(client: Anthropic) {
    this.#client = client;
  }

  say(words: string, how: "streamed" | "whole"): Promise<void> {
    return this.#turn(words, how);
  }

  answerTools(how: "streamed" | "whole"): Promise<void> {
    const calls = this.last().filter((block) => block.type === "tool_use");
    if (calls.length === 0) throw new Error("No tool was called.");
    const results = calls.map(({ id }) => ({ type: "tool_result" as const, tool_use_id: id, content: "as usual" }));
    return this.#turn(results, how);
  }

  /** Blocks of the last answer. */
  last(): Anthropic.ContentBlock[] {
    return this.#answers.at(-1)?.content ?? [];
  }

  async #turn(content: Anthropic.MessageParam["content"], how: "streamed" | "whole"): Promise<void> {
    this.#messages.push({ role: "user", content });
    const params = { ...settings, messages: this.#messages };
    const { message, response } = how === "whole" ? await this.#whole(params) : await this.#streamed(params);
    this.servedBy.push(response.headers.get("x-served-by") ?? "nobody");
    this.#answers.push(message);
    this.#messages.push({ role: "assistant", content: message.content });
  }

  async #whole(params: Anthropic.MessageCreateParamsNonStreaming) {
    const { data, response } = await this.#client.messages.create(params).withResponse();
    return { message: data, response };
  }

  async #streamed(params: Anthropic.MessageCreateParamsNonStreaming) {
    const { data, response } = await this.#client.messages.stream(params).withResponse();
    return { message: await data.finalMessage(), response };
  }
}
