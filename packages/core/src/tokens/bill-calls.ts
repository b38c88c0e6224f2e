import type { Bill } from "./bill.js";
import { billContent } from "./bill-content.js";
import type { CallRules } from "./model-rules.js";
import { type JsonObject, textAt } from "./read.js";
import { recipient, type Surroundings } from "./surroundings.js";

/** The name under which calls that went out together are one call. Source: a tool that models are known to name. */
const WRAPPER = "multi_tool_use.parallel";

/** Without the blanks that the model may have written. */
function minified(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json)) ?? json;
  } catch {
    return json;
  }
}

function isNamed(call: JsonObject, { named }: CallRules, isAlone: boolean): boolean {
  if (named === "all") return true;
  return textAt(call, "id") !== "" && (named === "with_item_id" || isAlone);
}

const wrappedGroup = (call: JsonObject, { rules, together }: Surroundings): readonly JsonObject[] | undefined =>
  rules.calls.wrapped ? together.get(call) : undefined;

function billWrapped(bill: Bill, calls: readonly JsonObject[], { rules }: Surroundings): void {
  const uses = calls.map((call) => {
    const name = JSON.stringify(recipient(call));
    return `{"recipient_name":${name},"parameters":${minified(textAt(call, "arguments"))}}`;
  });
  bill.add(rules.marks.parallelCalls);
  bill.addText(WRAPPER);
  bill.addText(`{"tool_uses":[${uses.join(",")}]}`);
}

export function billCall(bill: Bill, call: JsonObject, around: Surroundings): void {
  const { rules, declared, together } = around;
  const group = wrappedGroup(call, around);
  if (group) {
    if (group[0] === call) billWrapped(bill, group, around);
    return;
  }
  bill.add(rules.marks.functionCall);
  if (!declared.has(textAt(call, "name"))) bill.add(rules.marks.undeclaredCall);
  if (isNamed(call, rules.calls, !together.has(call))) bill.add(rules.marks.namedCall);
  bill.addText(recipient(call));
  bill.addText(rules.calls.minified ? minified(textAt(call, "arguments")) : textAt(call, "arguments"));
}

/** A call whose input is not JSON, which therefore is not named. */
export function billCustomCall(bill: Bill, call: JsonObject, { rules }: Surroundings): void {
  bill.add(rules.marks.functionCall);
  bill.addText(recipient(call));
  bill.addText(textAt(call, "input"));
}

export function billCallOutput(bill: Bill, item: JsonObject, around: Surroundings): void {
  const { marks } = around.rules;
  const call = around.calls.get(textAt(item, "call_id"));
  bill.add(call && wrappedGroup(call, around) ? marks.parallelOutput : marks.functionCallOutput);
  bill.addText(call ? recipient(call) : "functions.");
  billContent(bill, item.output, around);
}
