import { expect, it, vi } from "vitest";
import { respondWithStream } from "../src/index.js";
import { context } from "./context.js";

// What opens the stream is written; what follows it cannot be here.
vi.mock("@transpond/core", async (original) => {
  const core = await original<typeof import("@transpond/core")>();
  const eventBytes: typeof core.eventBytes = (events, options) => {
    const bytes = core.eventBytes(events, options);
    const opening = bytes.next();
    bytes.next = vi.fn<typeof bytes.next>().mockReturnValueOnce(opening).mockRejectedValue(new RangeError("secret"));
    return bytes;
  };
  return { ...core, eventBytes };
});

it("a stream that cannot be written ends in an error event, and its source is cancelled", async () => {
  let cancelled = false;
  const item = { type: "message", id: "m", role: "assistant", content: [] };
  const source = new ReadableStream<object>({
    start: (controller) => controller.enqueue({ type: "response.output_item.added", output_index: 0, item }),
    cancel: () => {
      cancelled = true;
    },
  });
  const text = await (await respondWithStream(source, context, { requestId: "req_1" })).text();
  expect(text).toMatch(/^event: message_start/);
  expect(text.trimEnd().split("\n").slice(-2)).toEqual([
    "event: error",
    expect.stringMatching(/^data: \{"type":"error","error":\{"type":"api_error".*"request_id":"req_1"\}$/),
  ]);
  expect(text).not.toContain("secret");
  expect(cancelled).toBe(true);
});
