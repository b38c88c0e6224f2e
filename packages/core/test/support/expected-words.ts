import type { ContentBlock } from "../../src/anthropic/message.js";
import type { TranslationContext } from "../../src/context.js";
import { type JsonObject, objectsAt, stringAt } from "../../src/json.js";

/** What a reader takes from a block: its type, and the text of those that the upstream's own words fill. */
export type Said = readonly [type: string, words: string];

const words = (parts: readonly JsonObject[], field: string) => parts.map((part) => stringAt(part, field));

/**
 * What the texts, thoughts and calls of an answer must say, read from its final form without the translator
 * (mapping R1 to R6, K12, K13). Server tools are left to tests of their own.
 */
export function expectedWords(response: JsonObject, context: TranslationContext): Said[] {
  return objectsAt(response, "output").flatMap((item): Said[] => {
    if (item.type === "message") return messageWords(item, context);
    if (item.type === "reasoning") return reasoningWords(item, context);
    if (item.type === "function_call") return [["tool_use", stringAt(item, "arguments")]];
    if (item.type === "custom_tool_call" && isDeclared(item, response)) return [["tool_use", customInput(item)]];
    return [];
  });
}

/** The input of a call that was cut does not parse either (K30). */
function customInput({ input, status }: JsonObject): string {
  const json = JSON.stringify({ input });
  return status === "incomplete" ? json.slice(0, -'"}'.length) : json;
}

/** A custom tool is the client's where the response says so (mapping R7). */
export function isDeclared({ name }: JsonObject, response: JsonObject): boolean {
  return objectsAt(response, "tools").some((tool) => tool.type === "custom" && tool.name === name);
}

function messageWords(item: JsonObject, { format }: TranslationContext): Said[] {
  if (format && item.phase === "commentary") return [];
  return objectsAt(item, "content").flatMap((part): Said[] => {
    const said =
      part.type === "output_text"
        ? stringAt(part, "text")
        : part.type === "refusal" && !format
          ? stringAt(part, "refusal")
          : "";
    return said === "" ? [] : [["text", said]];
  });
}

function reasoningWords(item: JsonObject, { showThinking }: TranslationContext): Said[] {
  const summary = words(objectsAt(item, "summary"), "text").filter((text) => text !== "");
  const content = words(objectsAt(item, "content"), "text").filter((text) => text !== "");
  const said = showThinking ? (summary.length > 0 ? summary : content) : [];
  if (said.length === 0 && stringAt(item, "encrypted_content") === "") return [];
  return [["thinking", said.join("\n\n")]];
}

/** What the blocks of a message say, in the form of `expectedWords`; `input` gives a call's words by its block's number. */
export function wordsOf(content: readonly ContentBlock[], input: (index: number) => string): Said[] {
  return content.flatMap((block, index): Said[] => {
    if (block.type === "text") return [["text", block.text]];
    if (block.type === "thinking") return [["thinking", block.thinking]];
    if (block.type === "tool_use") return [["tool_use", input(index)]];
    return [];
  });
}
