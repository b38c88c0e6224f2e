import { added, created, usage } from "./upstream-events.js";

/** The tools of a response that was given one custom tool. */
export const customTools = [{ type: "custom", name: "write_sql", format: { type: "text" } }];
/** A call of that tool. */
export const customCallItem = (input: unknown, extra: object = {}) => ({
  type: "custom_tool_call",
  id: "ctc_1",
  call_id: "call_1",
  name: "write_sql",
  input,
  status: "completed",
  ...extra,
});
export const inputDelta = (output_index: number, delta: unknown) => ({
  type: "response.custom_tool_call_input.delta",
  output_index,
  delta,
});
export const inputDone = (output_index: number, input: unknown) => ({
  type: "response.custom_tool_call_input.done",
  output_index,
  input,
});
/** A stream that has begun with such a call. */
export const begun = [created({ tools: customTools }), added(0, customCallItem("", { status: "in_progress" }))];
export const completed = (output: object[], extra: object = { tools: customTools }) => ({
  status: "completed",
  output,
  usage,
  ...extra,
});
export const incomplete = (output: object[]) => ({
  ...completed(output),
  status: "incomplete",
  incomplete_details: { reason: "max_output_tokens" },
});
/** What a client reads of one such call. */
export const one = (input: string) => [["call_1", "write_sql", JSON.stringify({ input })]];
