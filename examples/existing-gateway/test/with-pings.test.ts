import type { StreamEvent } from "@transpond/core";
import { expect, it } from "vitest";
import { withPings } from "../src/with-pings.js";

const stop: StreamEvent = { type: "message_stop" };
const end = { done: true as const, value: undefined };

it("fills silence with pings, and loses no event", async () => {
  let finish = () => {};
  const late = new Promise<{ done: false; value: StreamEvent }>((resolve) => {
    finish = () => resolve({ done: false, value: stop });
  });
  const given = [late, Promise.resolve(end)];
  const rest = { next: async () => given.shift() ?? end, return: async () => end };
  const seen: string[] = [];
  const opened = { done: false as const, value: { type: "content_block_stop" as const, index: 0 } };
  for await (const { type } of withPings(opened, rest, 5)) {
    seen.push(type);
    if (seen.length === 3) finish();
  }
  expect(seen).toEqual(["content_block_stop", "ping", "ping", "message_stop"]);
});

it("is left at once, while an event is waited for", async () => {
  let left = false;
  const leave = async () => {
    left = true;
    return end;
  };
  const silent = { next: () => new Promise<never>(() => {}), return: leave };
  const events = withPings(end, silent, 60_000)[Symbol.asyncIterator]();
  await events.next();
  void events.next();
  expect([await events.return?.(), left]).toEqual([end, true]);
});
