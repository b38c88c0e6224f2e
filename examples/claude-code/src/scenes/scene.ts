import type Anthropic from "@anthropic-ai/sdk";
import type { startSimulatedOpenAI } from "@transpond/testkit";
import type { Transcript } from "../transcript.js";

type Simulated = Awaited<ReturnType<typeof startSimulatedOpenAI>>;

/** One thing that the demonstration shows. */
export type Scene = {
  title: string;
  /** What the simulated upstream answers; a real one needs no telling. */
  script?: (upstream: Simulated) => void;
  /** Plays it with the official SDK. Throws when it does not come out as it should. */
  play: (client: Anthropic, transcript: Transcript) => Promise<void>;
};

/** A message as a few lines: its blocks, then how it ended. */
export function messageLines(message: Anthropic.Message): string[] {
  const { input_tokens, output_tokens, cache_read_input_tokens } = message.usage;
  return [
    ...message.content.map(blockLine),
    `stop_reason ${message.stop_reason}, ${input_tokens} tokens in (${cache_read_input_tokens ?? 0} more from cache), ${output_tokens} out`,
  ];
}

function blockLine(block: Anthropic.ContentBlock): string {
  switch (block.type) {
    case "text":
      return `text: ${block.text}`;
    case "thinking":
      return `thinking: ${block.thinking || "(not shown)"} [signature of ${block.signature.length} characters]`;
    case "tool_use":
      return `tool_use: ${block.name} ${JSON.stringify(block.input)}`;
    default:
      return block.type;
  }
}

/** Fails the scene, and with it the demonstration. */
export function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}
