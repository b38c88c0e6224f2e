import type { Bill } from "./bill.js";
import { billFile } from "./files.js";
import { imageUrlTokens } from "./images.js";
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from "./read.js";
import { billTools } from "./render-tools.js";
import { ESTIMATES, type ModelRules } from "./rules.js";
import { recipient, type Surroundings } from "./surroundings.js";

const TEXT_PARTS: Readonly<Record<string, string>> = {
  input_text: "text",
  output_text: "text",
  summary_text: "text",
  text: "text",
  refusal: "refusal",
};

/** Text or content parts. Neighbouring texts are one text: tokens merge across the seam. */
export function billContent(bill: Bill, content: unknown, { rules }: Surroundings): void {
  if (typeof content === "string") {
    bill.addText(content);
    return;
  }
  let text = "";
  for (const part of Array.isArray(content) ? content.filter(isObject) : []) {
    const key = TEXT_PARTS[textAt(part, "type")];
    if (key !== undefined) {
      text += textAt(part, key);
      continue;
    }
    bill.addText(text);
    text = "";
    if (part.type === "input_image")
      bill.add(imageUrlTokens(rules.image, textAt(part, "image_url"), textAt(part, "detail")));
    else if (part.type === "input_file") billFile(bill, part);
    else bill.addText(JSON.stringify(part));
  }
  bill.addText(text);
}

function billMessage(bill: Bill, item: JsonObject, around: Surroundings): void {
  const { marks } = around.rules;
  if (item.role !== "assistant") bill.add(marks.message);
  else bill.add(item.phase === "commentary" ? marks.commentaryMessage : marks.assistantMessage);
  billContent(bill, item.content, around);
}

/** Arguments are shown without the blanks that the model may have written. */
function minified(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json)) ?? json;
  } catch {
    return json;
  }
}

function isNamed(call: JsonObject, { namedCalls }: ModelRules, alone: boolean): boolean {
  if (namedCalls === "all") return true;
  return textAt(call, "id") !== "" && (namedCalls === "with_item_id" || alone);
}

function billCall(bill: Bill, item: JsonObject, { rules, declared, alone }: Surroundings): void {
  const name = textAt(item, "name");
  bill.add(rules.marks.functionCall);
  if (!declared.has(name)) bill.add(rules.marks.undeclaredCall);
  if (isNamed(item, rules, alone.has(item))) bill.add(rules.marks.namedCall);
  bill.addText(recipient(item));
  bill.addText(minified(textAt(item, "arguments")));
}

function billCallOutput(bill: Bill, item: JsonObject, around: Surroundings): void {
  bill.add(around.rules.marks.functionCallOutput);
  bill.addText(around.calls.get(textAt(item, "call_id")) ?? "functions.");
  billContent(bill, item.output, around);
}

/** Its size is known to the upstream alone; the blob's length tells it roughly. */
function billReasoning(bill: Bill, item: JsonObject, { reasoningFrom }: Surroundings, index: number): void {
  if (index < reasoningFrom) return;
  const { reasoningPerCharacter, reasoningOffset, reasoningItem } = ESTIMATES;
  const estimate = textAt(item, "encrypted_content").length * reasoningPerCharacter - reasoningOffset;
  bill.add(Math.max(0, Math.round(estimate)) + reasoningItem);
}

type BillItem = (bill: Bill, item: JsonObject, around: Surroundings, index: number) => void;

const ITEMS: Readonly<Record<string, BillItem>> = {
  message: billMessage,
  reasoning: billReasoning,
  compaction: (bill, item, around) => billReasoning(bill, item, { ...around, reasoningFrom: 0 }, 0),
  function_call: billCall,
  function_call_output: billCallOutput,
  additional_tools: (bill, item, { rules }) => {
    bill.add(rules.marks.additionalTools);
    billTools(bill, objectsAt(item, "tools"), rules);
  },
  web_search_call: (bill, item, { rules }) => {
    bill.add(rules.marks.functionCall);
    bill.addText(JSON.stringify(objectAt(item, "action") ?? {}));
  },
  configuration_update: (bill, item, { rules }) => {
    bill.add(rules.marks.message);
    bill.addText(JSON.stringify(objectAt(item, "reasoning") ?? {}));
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
  bill.addText(JSON.stringify(item));
}
