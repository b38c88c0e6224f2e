import { strict as assert } from "node:assert";
import { asObject, type JsonObject } from "../../json.js";
import { incomplete, refusal, stall, text } from "../../reply/builders.js";
import type { Reply } from "../../reply/steps.js";
import { ask, textOf } from "../ask.js";
import { expectMessage, expectStream } from "../expect-message.js";
import { hello, type Scenario, type ServerUnderTest } from "../scenario.js";

type End = { readonly said: string; readonly stop: JsonObject };

/** Asks for an answer in one form or the other. */
async function endOf(server: ServerUnderTest, stream: boolean, reply: Reply, more: JsonObject): Promise<End> {
  server.upstream.script(reply);
  const response = await ask(server, { body: hello({ stream, ...more }) });
  if (!stream) {
    const message = await expectMessage(response);
    return { said: textOf(message), stop: message };
  }
  const events = await expectStream(response);
  return { said: textOf(events), stop: asObject(events.findLast(({ type }) => type === "message_delta")?.delta) };
}

type Row = {
  readonly name: string;
  readonly reply: Reply;
  readonly more?: JsonObject;
  readonly said: string;
  readonly stop: JsonObject;
};

const rows: readonly Row[] = [
  {
    name: "a stop sequence ends the answer, though it came in pieces and the upstream would go on",
    // It would never end by itself.
    reply: [text("one STOP two", { chunks: 1 }), stall()],
    more: { stop_sequences: ["HALT", "STOP"] },
    said: "one ",
    stop: { stop_reason: "stop_sequence", stop_sequence: "STOP" },
  },
  {
    name: "a refusal is a message with its reason",
    reply: refusal("I can't help with that.", { chunks: 3 }),
    said: "I can't help with that.",
    stop: { stop_reason: "refusal", stop_sequence: null },
  },
  {
    name: "an answer that grew too long says max_tokens",
    reply: [text("half a sen", { status: "incomplete" }), incomplete("max_output_tokens")],
    more: { max_tokens: 16 },
    said: "half a sen",
    stop: { stop_reason: "max_tokens", stop_sequence: null },
  },
];

/** How an answer may end other than by its own. */
export const endings: readonly Scenario[] = rows.map(({ name, reply, more = {}, said, stop }) => ({
  name: `messages: ${name}`,
  run: async (server) => {
    for (const stream of [false, true]) {
      const end = await endOf(server, stream, reply, more);
      assert.equal(end.said, said);
      for (const [key, value] of Object.entries(stop)) assert.equal(end.stop[key], value, key);
      if (stop.stop_reason !== "refusal") continue;
      const details = asObject(end.stop.stop_details);
      assert.deepEqual([details.type, details.explanation], ["refusal", said]);
    }
  },
}));
