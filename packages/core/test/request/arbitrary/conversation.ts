import fc from "fast-check";
import { isObject } from "../../../src/json.js";
import { encodeCodeExecutionId, encodeMcpCallId } from "../../../src/server-tool-id.js";
import { type AssistantBlock, assistantBlock, type Call, compaction, type Served } from "./assistant-content.js";
import { type SystemNote, systemNote } from "./system-notes.js";
import { rarely } from "./texts.js";
import type { CallName } from "./tool-definitions.js";
import { resultShape, userBlock } from "./user-content.js";

export type Message = { role: "user" | "assistant" | "system"; content?: unknown } & Record<string, unknown>;

/** An assistant's turn in one or more messages, and what comes back: results and words in one or more messages. */
const exchange = fc.record({
  blocks: fc.array(assistantBlock, { minLength: 1, maxLength: 4 }),
  /** Before which block a second assistant message begins. */
  cut: rarely(fc.nat({ max: 3 }), 5),
  summary: rarely(compaction, 24),
  shapes: fc.array(resultShape, { minLength: 4, maxLength: 4 }),
  said: fc.array(userBlock, { maxLength: 3 }),
  /** Over how many user messages the results and the words are spread. */
  messages: fc.constantFrom(1, 1, 2, 3),
  wordsFirst: rarely(fc.constant(true), 6),
  note: rarely(systemNote, 5),
});

export type Draft = {
  first: { blocks: object[]; note: SystemNote | undefined };
  exchanges: (typeof exchange extends fc.Arbitrary<infer T> ? T : never)[];
  /** Whether the assistant has the last word, which the client wants continued. */
  prefilled: boolean;
};

export const conversationDraft: fc.Arbitrary<Draft> = fc.record({
  first: fc.record({ blocks: fc.array(userBlock, { minLength: 1, maxLength: 3 }), note: rarely(systemNote, 5) }),
  exchanges: fc.array(exchange, { maxLength: 4 }),
  prefilled: rarely(fc.constant(true), 16).map(Boolean),
});

const start = { type: "text", text: "start §" };
const isCall = (block: AssistantBlock): block is Call => "call" in block;
const isServed = (block: AssistantBlock): block is Served => "served" in block;

/** Ids as clients and other gateways have written them; each is used once. */
const idForms: readonly ((number: number) => string)[] = [
  (number) => `toolu_${number}`,
  (number) => `toolu_${number}`,
  (number) => `call_${number}`,
  (number) => `toolu_${"long".repeat(20)}_${number}`,
  (number) => `functions.read:${number}`,
  (number) => (number === 0 ? "__proto__" : `${number}`),
];

/** What the tools of a request let its history say. */
export type Setting = {
  names: readonly CallName[];
  /** Custom tools that messages may name, and those of them that a search may find. */
  references: readonly string[];
  searchable: readonly string[];
  /** Those that a message may add later without taking them from the tools of the request, which breaks their prefix. */
  waiting: readonly string[];
  servers: readonly unknown[];
  /** Hash of who the upstream is. */
  identity: string;
};

/** Puts a conversation together: gives out names and ids, and pairs calls with their results. */
export function assemble(draft: Draft, setting: Setting): Message[] {
  const { names, references, searchable, servers, identity } = setting;
  let count = 0;
  let summarised = false;
  const named = (value: unknown, tools: readonly string[]): unknown => {
    if (!Array.isArray(value)) return value;
    return value.flatMap((block) => {
      if (!("reference" in block)) return [block];
      const tool_name = tools[block.reference % Math.max(tools.length, 1)];
      return tool_name === undefined ? [] : [{ type: "tool_reference", tool_name }];
    });
  };
  const found = (content: unknown) =>
    isObject(content) && content.tool_references !== undefined
      ? { ...content, tool_references: named(content.tool_references, searchable) }
      : content;
  const messages: Message[] = [{ role: "user", content: [start, ...draft.first.blocks] }];
  if (draft.first.note) messages.push(placeNote(draft.first.note, setting));

  for (const { blocks, cut, summary, shapes, said, messages: spread, wordsFirst, note } of draft.exchanges) {
    const results: object[] = [];
    const pieces: object[][] = [[]];
    if (summary && !summarised) {
      summarised = true;
      pieces.at(-1)?.push(summary);
    }
    blocks.forEach((block, index) => {
      if (index === cut && index > 0) pieces.push([]);
      const number = count++;
      if (isCall(block)) {
        const { tool, id: form, input, caller } = block.call;
        const { name, toolset } = names[tool % names.length] ?? { name: "Gone" };
        const id = (idForms[form] ?? String)(number);
        const set = toolset !== undefined && { toolset_name: toolset };
        const shape = shapes[results.length] ?? {};
        pieces.at(-1)?.push({ type: "tool_use", id, name, input, caller, ...set });
        const content = "content" in shape ? named(shape.content, references) : undefined;
        results.push({ type: "tool_result", tool_use_id: id, ...set, ...shape, content });
      } else if (isServed(block)) {
        const { use, result, end, own } = block.served;
        const id = (own && ownId(use, number, identity)) || `srvtoolu_${number}`;
        const server = own && "server_name" in use ? servers[number % Math.max(servers.length, 1)] : undefined;
        pieces.at(-1)?.push({ ...use, ...(server !== undefined && { server_name: server }), id });
        if (end === "cut") pieces.push([]);
        if (end !== "open") pieces.at(-1)?.push({ ...result, content: found(result?.content), tool_use_id: id });
      } else pieces.at(-1)?.push(block);
    });
    messages.push(...pieces.map((content) => ({ role: "assistant" as const, content: stringNowAndThen(content) })));
    const words = results.length === 0 || said.length > 0 ? [...said, { type: "text", text: "go on §" }] : [];
    const all = wordsFirst ? [...words, ...results] : [...results, ...words];
    const size = Math.ceil(all.length / spread);
    for (let at = 0; at < all.length; at += size) {
      messages.push({ role: "user", content: stringNowAndThen(all.slice(at, at + size)) });
    }
    if (note) messages.push(placeNote(note, setting));
  }
  if (draft.prefilled) messages.push({ role: "assistant", content: "Once upon § a" });
  return messages;
}

/** The id that a call of our own upstream carries, if its kind does. */
function ownId(use: Record<string, unknown>, number: number, identity: string): string | null {
  if (use.type === "mcp_tool_use") return encodeMcpCallId({ id: `mcp_${number}`, identity });
  if (use.name !== "code_execution") return null;
  return encodeCodeExecutionId({ id: `ci_${number}`, containerId: "cntr_1", identity });
}

/** A message of one short text is a string. */
function stringNowAndThen(content: object[]): unknown {
  const [only] = content;
  if (content.length !== 1 || only === undefined || Object.keys(only).some((key) => key !== "type" && key !== "text")) {
    return content;
  }
  return "text" in only && String(only.text).length % 2 === 0 ? only.text : content;
}

function placeNote({ tools, ...note }: SystemNote, { references, waiting }: Setting): Message {
  const changes = tools.flatMap(({ type, tool }) => {
    if (typeof tool !== "number") return [{ type, tool }];
    const candidates = type === "tool_addition" ? waiting : references;
    const name = candidates[tool % Math.max(candidates.length, 1)];
    return name === undefined ? [] : [{ type, tool: { type: "tool_reference", name } }];
  });
  const content =
    typeof note.content === "string" && changes.length > 0 ? [{ type: "text", text: note.content }] : note.content;
  return { role: "system", ...note, content: Array.isArray(content) ? [...content, ...changes] : content };
}
