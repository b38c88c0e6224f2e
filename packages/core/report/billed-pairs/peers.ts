import { get_encoding, type Tiktoken } from "tiktoken";
import { type JsonObject, objectAt, objectsAt, textAt } from "../../src/tokens/read.js";

/** A way to count that is in use elsewhere, written anew. */
export type Peer = { name: string; count: (request: JsonObject) => number };

/** Texts of one item, its images left out. */
function textsOf(item: JsonObject): string[] {
  const parts = ["content", "output"].flatMap((key) => objectsAt(item, key)).map((part) => textAt(part, "text"));
  return [...["content", "output", "name", "arguments"].map((key) => textAt(item, key)), ...parts];
}

function itemsOf(request: JsonObject): JsonObject[] {
  const input = textAt(request, "input");
  const system = textAt(request, "instructions");
  return [
    ...(system === "" ? [] : [{ role: "system", content: system }]),
    ...(input === "" ? objectsAt(request, "input") : [{ role: "user", content: input }]),
  ];
}

const itemTexts = (request: JsonObject): string[] => itemsOf(request).flatMap(textsOf);

const toolTexts = (request: JsonObject): string[] =>
  objectsAt(request, "tools").flatMap((tool) => [
    textAt(tool, "name"),
    textAt(tool, "description"),
    JSON.stringify(objectAt(tool, "parameters") ?? {}),
  ]);

/** The output schema and the tools as JSON. */
function jsonOf(request: JsonObject): string {
  const tools = objectsAt(request, "tools");
  const format = objectAt(objectAt(request, "text") ?? {}, "format");
  return (tools.length > 0 ? JSON.stringify(tools) : "") + (format ? JSON.stringify(format) : "");
}

/** Hands the peers to `use`; their encoders are freed afterwards. */
export function withPeers<T>(use: (peers: readonly Peer[]) => T): T {
  const [cl100k, o200k] = [get_encoding("cl100k_base"), get_encoding("o200k_base")];
  const tokens = (encoding: Tiktoken, texts: readonly string[]): number =>
    texts.reduce((sum, text) => sum + encoding.encode(text, [], []).length, 0);
  const framing = (request: JsonObject): number => 3 + 4 * itemsOf(request).length;
  try {
    return use([
      {
        name: "characters over four",
        count: (request) => Math.ceil((itemTexts(request).join("").length + jsonOf(request).length) / 4),
      },
      {
        name: "cl100k over text",
        count: (request) => tokens(cl100k, [...itemTexts(request), ...toolTexts(request)]),
      },
      {
        name: "o200k over text and JSON",
        count: (request) => framing(request) + tokens(o200k, [...itemTexts(request), jsonOf(request)]),
      },
    ]);
  } finally {
    cl100k.free();
    o200k.free();
  }
}
