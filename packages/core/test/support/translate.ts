import type { StreamEvent } from "../../src/anthropic/stream-events.js";
import type { TranslationContext } from "../../src/context.js";
import type { StreamSource } from "../../src/stream/source.js";
import { type StreamOptions, streamTranslator } from "../../src/stream/stream-translator.js";
import { testContext } from "./context.js";

/** The bytes in reads of a given size. */
export async function* reads(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** All events of a translated stream, from a consumer that takes them one by one. */
export async function translate(
  source: StreamSource,
  context: TranslationContext = testContext(),
  options: StreamOptions = {},
): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of streamTranslator(source, context, options)) events.push(event);
  return events;
}

/** Server-sent events as OpenAI frames them. */
export const encodeUpstream = (events: readonly object[]): Uint8Array =>
  new TextEncoder().encode(
    events
      .map((event) => `event: ${"type" in event ? event.type : "message"}\ndata: ${JSON.stringify(event)}\n\n`)
      .join(""),
  );
