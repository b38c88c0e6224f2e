import Anthropic from "@anthropic-ai/sdk";
import { checkMessageStream } from "@transpond/core";
import { expect } from "vitest";
import { officialMessage } from "../../packages/core/test/support/official-accumulator.js";
import { type ReadBlock, readAsClaudeCode, type WireEvent } from "./claude-code.js";
import { hello, type Mounted } from "./gateway.js";

type Gate = Pick<Mounted, "post" | "client">;
export type MessagesRequest = Anthropic.MessageCreateParamsNonStreaming & Record<string, unknown>;

/** The events of a body of server-sent events, read by their `event:` lines as clients do. */
export function eventsOf(body: string): WireEvent[] {
  return body.split("\n\n").flatMap((frame): WireEvent[] => {
    const [, name, data] = /^event: (.+)\ndata: (.+)$/.exec(frame) ?? [];
    if (data === undefined) return [];
    const event: WireEvent = JSON.parse(data);
    expect(event.type).toBe(name);
    return [event];
  });
}

export type Streamed = {
  events: WireEvent[];
  /** What the official client makes of them. */
  message: Anthropic.Message;
  /** What a client that reads by itself makes of them. */
  read: ReadBlock[];
};

/** Asks for a stream, which must be flawless: by our checker, by Claude Code's way of reading, by the official client. */
export async function askStream(gate: Gate, request: MessagesRequest = hello): Promise<Streamed> {
  const response = await gate.post({ ...request, stream: true });
  const body = await response.text();
  expect([response.status, response.status === 200 ? "" : body]).toEqual([200, ""]);
  const events = eventsOf(body);
  expect(checkMessageStream(events, { profile: "strict" })).toEqual([]);
  const message = await officialMessage(new Response(body).body ?? new ReadableStream());
  return { events, message, read: readAsClaudeCode(events) };
}

/** Asks twice, with and without a stream: both ways must tell the same. */
export async function askBoth(gate: Gate, request: MessagesRequest = hello): Promise<Streamed> {
  const streamed = await askStream(gate, request);
  const json = await gate.client.messages.create(request);
  expect(withoutIds(streamed.message)).toMatchObject(withoutIds(json));
  return streamed;
}

const minted = new Set(["id", "tool_use_id", "signature", "encrypted_content", "encrypted_index"]);

/**
 * Two answers of the simulator differ in their ids, and in what holds some. The counters left out here are
 * those that the official client takes from `message_start` alone, when the upstream has not told them yet.
 */
function withoutIds({ usage, ...message }: Anthropic.Message): object {
  const { cache_creation: _cache, service_tier: _tier, speed: _speed, ...counters } = usage;
  const told = JSON.stringify({ ...message, usage: counters });
  return JSON.parse(told, (key, value) => (minted.has(key) ? typeof value : value));
}

/** What the official client throws; fails where there is an answer. */
export async function failureOf(answer: Promise<unknown>): Promise<InstanceType<typeof Anthropic.APIError>> {
  const thrown = await answer.then(
    (value) => new Error(`no failure, but ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (thrown instanceof Anthropic.APIError) return thrown;
  throw thrown;
}

/** Both ways of asking, which must fail: what the official client throws for each. */
export const failuresOf = async ({ client }: Gate, request: MessagesRequest = hello) => [
  await failureOf(client.messages.stream(request).finalMessage()),
  await failureOf(client.messages.create(request)),
];

/** The partial JSON of each tool input of a stream, as it went over the wire. */
export const inputsOf = ({ read }: Streamed): string[] =>
  read.filter(({ type }) => type.endsWith("tool_use")).map(({ text }) => text);
