import { type BillPart, emptyBill, type RequestBill } from "./bill.js";
import { billContent } from "./bill-content.js";
import { billItem } from "./bill-input.js";
import { billOutputFormat } from "./output-schema.js";
import { isObject, type JsonObject, textAt } from "./read.js";
import { billTools, billToolUse } from "./render-tools.js";
import { surroundingsOf } from "./surroundings.js";

/** A Responses request, or what of one is counted. Other fields are passed over. */
export type CountableRequest = {
  model?: string | null;
  input?: unknown;
  instructions?: unknown;
  tools?: unknown;
  tool_choice?: unknown;
  parallel_tool_calls?: unknown;
  text?: unknown;
  reasoning?: unknown;
  previous_response_id?: unknown;
  conversation?: unknown;
  prompt?: unknown;
};

/** What the request costs by the rules: tokens of its marks, and the texts to tokenise. */
export function billRequest(request: CountableRequest): RequestBill {
  const bill = emptyBill();
  const items = inputItems(request.input);
  const around = surroundingsOf(request, items);
  const { rules } = around;
  bill.messages.add(rules.marks.reply);
  if (!rules.known) bill.messages.estimate(0, "unknown_model");
  if (keptState.some((field) => request[field] != null)) bill.messages.estimate(0, "upstream_state");
  if (typeof request.instructions === "string" && request.instructions !== "") {
    bill.system.add(rules.marks.message);
    billContent(bill.system, request.instructions, around);
  }
  billTools(bill.tools, Array.isArray(request.tools) ? request.tools : [], rules);
  billToolUse(bill.tools, request, rules);
  billOutputFormat(bill.format, request.text, rules.marks);
  for (const [index, item] of items.entries()) billItem(bill[partOf(item)], item, around, index);
  return bill;
}

const keptState = ["previous_response_id", "conversation", "prompt"] as const;

function inputItems(input: unknown): JsonObject[] {
  if (typeof input === "string") return [{ type: "message", role: "user", content: input }];
  return Array.isArray(input) ? input.filter(isObject) : [];
}

function partOf(item: JsonObject): BillPart {
  if (item.type === "additional_tools") return "tools";
  return ["system", "developer"].includes(textAt(item, "role")) ? "system" : "messages";
}
