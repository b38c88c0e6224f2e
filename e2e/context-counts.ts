import { type CountTokensRequest, countTokens } from "@transpond/core";
import { type JsonObject, objectsOf } from "./client-messages.js";
import type { ClientRequest } from "./gateway.js";

/** What Claude Code has counted for `/context`. */
export type ContextPart =
  | "section" // of the system prompt, each as a message of its own
  | "memory"
  | "agent"
  | "instructions" // of an MCP server
  | "nothing" // the shortest message alone: what a request costs that says nothing
  | "conversation"
  | "loaded tools" // the client's own, together
  | "deferred tool" // the client's own, one by one
  | "MCP tools" // together
  | "skill tool"; // counted, but not shown

/** A count that the client asked for. */
export interface CountedPart {
  readonly part: ContextPart;
  /** Its only message, where that is one string. */
  readonly text: string;
  readonly tools: readonly JsonObject[];
  /** Counted again, without the gateway. */
  readonly tokens: number;
}

/** What tells the parts apart. */
export interface KnownParts {
  /** The request that the same client sends to the model. */
  readonly main: JsonObject;
  readonly memory: string;
  readonly agentType: string;
  readonly serverName: string;
}

const isCountable = (body: JsonObject): body is JsonObject & CountTokensRequest =>
  typeof body.model === "string" && Array.isArray(body.messages);

/**
 * Counts a request of the client without the gateway.
 * @param model upstream model
 * @throws TypeError when it is no request for a count
 */
export const recount = (body: JsonObject, model: string, headers = new Headers()) => {
  if (!isCountable(body)) throw new TypeError("not a request to count");
  return countTokens(body, { model, headers, detail: true });
};

/** The text of the system prompt as the model gets it. */
export const systemText = (body: JsonObject): string =>
  objectsOf(body.system)
    .map(({ text }) => String(text))
    .join("\n\n");

const onlyText = ({ messages }: JsonObject): string => {
  const [message, ...others] = objectsOf(messages);
  return others.length === 0 && typeof message?.content === "string" ? message.content : "";
};

const toolPart = (tools: readonly JsonObject[], { main }: KnownParts): ContextPart => {
  const names = tools.map(({ name }) => String(name));
  if (names.every((name) => name.startsWith("mcp__"))) return "MCP tools";
  if (names.length > 1) return "loaded tools";
  return objectsOf(main.tools).some(({ name }) => names.includes(String(name))) ? "skill tool" : "deferred tool";
};

const textPart = (text: string, known: KnownParts): ContextPart => {
  if (text === "") return "conversation";
  if (systemText(known.main).includes(text)) return "section";
  if (text === known.memory) return "memory";
  if (text.startsWith(`${known.agentType} `)) return "agent";
  if (text.startsWith(`## ${known.serverName}\n`)) return "instructions";
  // Whatever else it may come to count would be a figure that nobody checks.
  if (text.length > 10) throw new Error(`the client counts something unknown: ${text.slice(0, 200)}`);
  return "nothing";
};

const partOf = (body: JsonObject, known: KnownParts): ContextPart => {
  const tools = objectsOf(body.tools);
  return tools.length > 0 ? toolPart(tools, known) : textPart(onlyText(body), known);
};

/**
 * Sorts the counts that the client asked for, and counts each again.
 * @throws when there is one that belongs to no part
 */
export const countParts = (
  requests: readonly ClientRequest[],
  model: string,
  known: KnownParts,
): Promise<readonly CountedPart[]> =>
  Promise.all(
    requests.map(async ({ body, headers }) => ({
      part: partOf(body, known),
      text: onlyText(body),
      tools: objectsOf(body.tools),
      tokens: (await recount(body, model, headers)).input_tokens,
    })),
  );

/** The requests for counts: those before the first request to the model, those between it and the second, and so on. */
export const countsByTurn = (asked: readonly ClientRequest[]): readonly (readonly ClientRequest[])[] => {
  const turns: ClientRequest[][] = [[]];
  for (const request of asked) {
    if (request.path.endsWith("/messages/count_tokens")) turns.at(-1)?.push(request);
    else if (request.path.endsWith("/messages")) turns.push([]);
  }
  return turns;
};
