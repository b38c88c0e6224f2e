import type { Bill } from "./bill.js";
import { billCall, billCallOutput, billCustomCall } from "./bill-calls.js";
import { billContent, billUnmeasured } from "./bill-content.js";
import { ESTIMATES } from "./estimates.js";
import { type JsonObject, objectAt, objectsAt, textAt } from "./read.js";
import { billAdditionalTools } from "./render-tools.js";
import type { Surroundings } from "./surroundings.js";

function billMessage(bill: Bill, item: JsonObject, around: Surroundings): void {
  const { marks } = around.rules;
  const announces = item.phase === "commentary" || (item.phase === undefined && around.announcements.has(item));
  if (item.role !== "assistant") bill.add(marks.message);
  else bill.add(announces ? marks.commentaryMessage : marks.assistantMessage);
  billContent(bill, item.content, around);
}

/** Its size is known to the upstream alone; the blob's length tells it roughly. */
function billReasoning(bill: Bill, item: JsonObject, { reasoningFrom }: Surroundings, index: number): void {
  if (index < reasoningFrom) return;
  const length = textAt(item, "encrypted_content").length;
  const lines = ESTIMATES.reasoning.map(({ perCharacter, offset }) => Math.round(length * perCharacter - offset));
  bill.estimate(Math.max(ESTIMATES.reasoningAtLeast, ...lines), "reasoning");
}

type BillItem = (bill: Bill, item: JsonObject, around: Surroundings, index: number) => void;

const ITEMS: Readonly<Record<string, BillItem>> = {
  message: billMessage,
  reasoning: billReasoning,
  compaction: (bill, item, around) => billReasoning(bill, item, { ...around, reasoningFrom: 0 }, 0),
  function_call: billCall,
  function_call_output: billCallOutput,
  custom_tool_call: billCustomCall,
  custom_tool_call_output: billCallOutput,
  additional_tools: (bill, item, { rules, hasTools }) => {
    billAdditionalTools(bill, objectsAt(item, "tools"), !hasTools, rules);
  },
  web_search_call: (bill, item, { rules }) => {
    bill.add(rules.marks.functionCall);
    billUnmeasured(bill, objectAt(item, "action") ?? {});
  },
  configuration_update: (bill, item, { rules }) => {
    bill.add(rules.marks.message);
    billUnmeasured(bill, objectAt(item, "reasoning") ?? {});
  },
};

/** Puts one input item on the bill; one of a kind that is not known counts as its JSON. */
export function billItem(bill: Bill, item: JsonObject, around: Surroundings, index: number): void {
  const type = textAt(item, "type") || "message";
  const known = Object.hasOwn(ITEMS, type) ? ITEMS[type] : undefined;
  if (known) {
    known(bill, item, around, index);
    return;
  }
  bill.add(around.rules.marks.message);
  billUnmeasured(bill, item);
}
