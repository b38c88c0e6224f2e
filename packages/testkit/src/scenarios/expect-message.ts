import { strict as assert } from "node:assert";
import { asArray, asObject, isObject, type JsonObject } from "../json.js";
import { eventsOf } from "./ask.js";

/** The message of an answer in JSON, whose form is checked. */
export async function expectMessage(response: Response): Promise<JsonObject> {
  const text = await response.text();
  assert.equal(response.status, 200, text.slice(0, 300));
  assert.match(response.headers.get("content-type") ?? "", /^application\/json/);
  assert.match(response.headers.get("request-id") ?? "", /^req_/);
  const message: unknown = JSON.parse(text);
  assert.ok(isObject(message) && message.type === "message" && message.role === "assistant", "a message");
  return message;
}

/** The events of a whole streamed message, whose order is checked. */
export async function expectStream(response: Response): Promise<JsonObject[]> {
  assert.equal(response.status, 200);
  assert.match(response.headers.get("request-id") ?? "", /^req_/);
  const events = await eventsOf(response);
  checkOrder(events);
  return events;
}

/** The content blocks of a message. */
export const blocksOf = (message: JsonObject): JsonObject[] => asArray(message.content).map(asObject);

/** `message_start`, blocks one after the other, `message_delta`, `message_stop`; pings anywhere between. */
export function checkOrder(events: readonly JsonObject[]): void {
  const [first, ...rest] = events.filter(({ type }) => type !== "ping");
  assert.equal(first?.type, "message_start");
  const [stop, delta] = [rest.pop(), rest.pop()];
  assert.deepEqual([delta?.type, stop?.type], ["message_delta", "message_stop"]);
  let next = 0;
  let isOpen = false;
  for (const { type, index } of rest) {
    assert.equal(index, next, "blocks are numbered in turn");
    assert.equal(type === "content_block_start", !isOpen, `${type} inside ${isOpen ? "a" : "no"} block`);
    if (type === "content_block_start") isOpen = true;
    else if (type === "content_block_stop") {
      isOpen = false;
      next += 1;
    } else assert.equal(type, "content_block_delta");
  }
  assert.ok(!isOpen, "each block is ended");
}
