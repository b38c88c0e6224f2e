import fc from "fast-check";
import type { JsonObject } from "../../../src/json.js";
import type { Script } from "./script.js";

/** How an answer ends that is one: `reach` says where in its last item a limit fell, from 0 to 9; none where it fell behind it. */
export type Ending = { status: "completed" | "incomplete"; details: JsonObject | null; reach: number | undefined };

const reasons = [
  "max_output_tokens",
  "max_output_tokens",
  "content_filter",
  "max_messages",
  "steered",
  "some_future_reason",
];

export const ending: fc.Arbitrary<Ending> = fc.oneof(
  { arbitrary: fc.constant<Ending>({ status: "completed", details: null, reach: undefined }), weight: 3 },
  {
    arbitrary: fc.record<Ending>({
      status: fc.constant("incomplete"),
      details: fc.constantFrom(...reasons.map((reason) => ({ reason })), null),
      reach: fc.option(fc.nat({ max: 9 }), { nil: undefined, freq: 3 }),
    }),
    weight: 1,
  },
);

const texts: Record<string, string> = { function_call: "arguments", custom_tool_call: "input" };

/** An item that a limit cut: its text ends early, in its deltas and in its final form, and no event says it whole. */
export function cut({ added, between, done }: Script, reach: number): Script {
  const field = texts[String(done.type)];
  const status = "status" in done ? { status: "incomplete" } : {};
  if (field === undefined) return { added, between, done: { ...done, ...status } };
  const whole = String(done[field]);
  const short = whole.slice(0, Math.floor((whole.length * reach) / 10));
  let left = short.length;
  const told = between.flatMap((event) => {
    if (typeof event.delta !== "string" || left <= 0) return [];
    const delta = event.delta.slice(0, left);
    left -= delta.length;
    return [{ ...event, delta }];
  });
  return { added, between: told, done: { ...done, ...status, [field]: short } };
}
