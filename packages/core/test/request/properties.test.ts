import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MessagesRequest } from "../../src/anthropic/request.js";
import { isObject } from "../../src/json.js";
import { toOpenAIRequest } from "../../src/request/to-openai-request.js";
import { propertyOptions } from "../support/property-options.js";
import { arbitraryConversation, type Conversation } from "./arbitrary-conversation.js";
import { request } from "./support.js";

const models = ["gpt-4o", "gpt-5.2", "gpt-5.4", "gpt-5.6-sol", "gpt-6-astra"];
const model = fc.constantFrom(...models);

/** The request after so many turns. */
function upTo({ fields, turns }: Conversation, count: number): MessagesRequest {
  return request({ ...fields, messages: turns.slice(0, count).flat() });
}

/** After how many turns a conversation may end: not where calls wait for their results. */
function wholeTurns({ turns }: Conversation): number[] {
  return turns.flatMap((turn, index) => (JSON.stringify(turn).includes('"type":"tool_use"') ? [] : [index + 1]));
}

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    for (const child of Object.values(value)) freeze(child);
  }
  return value;
}

/** The value without `prompt_cache_breakpoint` keys: the one thing that may change in a prefix. */
const withoutBreakpoints = (value: unknown) =>
  JSON.stringify(value, (key, child: unknown) => (key === "prompt_cache_breakpoint" ? undefined : child));

/** Every text that a user or an assistant wrote, with the path of its block. */
function textsOf(value: unknown, path: string): { text: string; path: string }[] {
  if (Array.isArray(value)) return value.flatMap((child, index) => textsOf(child, `${path}.${index}`));
  // Titles in our own search results were made from the item that their envelope holds.
  if (!isObject(value) || value.type === "web_search_tool_result") return [];
  if (value.type === "redacted_thinking") return [];
  if (value.type === "tool_use") return [{ text: JSON.stringify(value.input), path }];
  const own = ["text", "thinking", "data", "title", "context"].flatMap((key) => {
    const text = value[key];
    return typeof text === "string" ? [{ text, path }] : [];
  });
  const strings = ["content"].flatMap((key) => {
    const text = value[key];
    return typeof text === "string" ? [{ text, path: `${path}.${key}` }] : textsOf(text, `${path}.${key}`);
  });
  return [...own, ...strings, ...textsOf(value.source, `${path}.source`)];
}

/** Every string inside a value, those in strings of JSON or joined by line feeds included. */
function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(stringsOf);
  return isObject(value) ? Object.values(value).flatMap(stringsOf) : [];
}

describe("any valid conversation", () => {
  test("is translated the same way twice, and never changed", () => {
    fc.assert(
      fc.property(arbitraryConversation, model, (conversation, upstream) => {
        const body = freeze(upTo(conversation, conversation.turns.length));
        const once = toOpenAIRequest(body, { model: upstream });
        expect(JSON.stringify(toOpenAIRequest(body, { model: upstream }))).toBe(JSON.stringify(once));
        expect(JSON.parse(JSON.stringify(once))).toEqual(once);
      }),
      propertyOptions,
    );
  });

  test("keeps its translation as a prefix when turns are appended (law 4)", () => {
    fc.assert(
      fc.property(arbitraryConversation, model, (conversation, upstream) => {
        const inputs = wholeTurns(conversation).map((count) =>
          toOpenAIRequest(upTo(conversation, count), { model: upstream }).request.input.map(withoutBreakpoints),
        );
        for (const [index, input] of inputs.entries()) {
          const next = inputs[index + 1];
          if (next) expect(next.slice(0, input.length)).toEqual(input);
        }
      }),
      propertyOptions,
    );
  });

  test("loses no text in silence (law 1)", () => {
    fc.assert(
      fc.property(arbitraryConversation, model, (conversation, upstream) => {
        const body = upTo(conversation, conversation.turns.length);
        const { request: sent, losses } = toOpenAIRequest(body, { model: upstream });
        const upstreamTexts = stringsOf(sent.input);
        const reported = losses.map(({ path }) => path);
        const said = [...textsOf(body.messages, "messages"), ...textsOf(body.system, "system")];
        for (const { text, path } of said) {
          const arrives = upstreamTexts.some((arrived) => arrived.includes(text));
          const isReported = reported.some(
            (lost) => path === lost || path.startsWith(`${lost}.`) || lost.startsWith(`${path}.`),
          );
          if (!arrives && !isReported) expect({ text, path, reported }).toBe("sent or reported");
        }
      }),
      propertyOptions,
    );
  });

  test("has a path for each item and each part", () => {
    fc.assert(
      fc.property(arbitraryConversation, model, (conversation, upstream) => {
        const { request: sent, context } = toOpenAIRequest(upTo(conversation, conversation.turns.length), {
          model: upstream,
        });
        expect(context.paths.input).toHaveLength(sent.input.length);
        for (const [index, item] of sent.input.entries()) {
          const parts =
            "content" in item && Array.isArray(item.content)
              ? item.content
              : "output" in item && Array.isArray(item.output)
                ? item.output
                : null;
          const path = context.paths.input[index];
          if (parts) expect(path).toHaveLength(parts.length);
          else expect(typeof path).toBe("string");
        }
      }),
      propertyOptions,
    );
  });
});
