import { isSideRequest } from "@transpond/testkit";
import { expect } from "vitest";
import { type JsonObject, objectsOf } from "./client-messages.js";
import { type SentRequest, withoutCacheMarkers } from "./session.js";

/** The conversation of a main loop, or of one agent that it started. */
export interface Thread {
  readonly agent: string;
  readonly requests: readonly SentRequest[];
}

export const MAIN_LOOP = "main";

/** True for what the client asks beside its conversations, such as a web search: none of its tools is declared. */
export const isSide = ({ body }: SentRequest): boolean => isSideRequest({ ...body });

/** The conversations of a session, told apart by the session and agent that the client names in its headers. */
export const threadsOf = (sent: readonly SentRequest[]): readonly Thread[] => {
  const threads = new Map<string, { agent: string; requests: SentRequest[] }>();
  for (const request of sent.filter((one) => !isSide(one))) {
    const { headers } = request.client;
    const agent = headers.get("x-claude-code-agent-id") ?? MAIN_LOOP;
    const key = `${headers.get("x-claude-code-session-id")} ${agent}`;
    const thread = threads.get(key) ?? { agent, requests: [] };
    thread.requests.push(request);
    threads.set(key, thread);
  }
  return [...threads.values()];
};

/** The items of a request byte for byte, but for prompt cache markers. */
export const itemTexts = ({ input }: SentRequest): readonly string[] =>
  input.map((item) => JSON.stringify(withoutCacheMarkers(item)));

/** Names of the fields that differ, byte for byte, between two bodies. @example changedFields(a.body, b.body, ["input"]) */
export const changedFields = (before: JsonObject, after: JsonObject, except: readonly string[]): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !except.includes(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );

const continues = (before: SentRequest, after: SentRequest): boolean => {
  const texts = itemTexts(after);
  return itemTexts(before).every((text, index) => text === texts[index]);
};

/** Cuts a conversation where the input of a request is no longer a prefix of the next one's. */
export const prefixesOf = (requests: readonly SentRequest[]): readonly (readonly SentRequest[])[] => {
  const prefixes: SentRequest[][] = [];
  for (const request of requests) {
    const current = prefixes.at(-1);
    const last = current?.at(-1);
    if (current && last && continues(last, request)) current.push(request);
    else prefixes.push([request]);
  }
  return prefixes;
};

/** Each request with the one after it. */
export const pairsOf = (requests: readonly SentRequest[]): readonly (readonly [SentRequest, SentRequest])[] =>
  requests.slice(1).flatMap((after, index) => {
    const before = requests[index];
    return before ? [[before, after] as const] : [];
  });

/** The conversation only ever grows at its end; else the upstream's prompt cache would miss. */
export const expectGrowing = (requests: readonly SentRequest[]): void => {
  for (const [before, after] of pairsOf(requests)) {
    expect(itemTexts(after).slice(0, before.input.length)).toEqual(itemTexts(before));
  }
};

/** Id and blob of the reasoning items, in order. */
export const reasoningIn = (items: readonly JsonObject[]): readonly JsonObject[] =>
  objectsOf(items)
    .filter(({ type }) => type === "reasoning")
    .map(({ id, encrypted_content }) => ({ id, encrypted_content }));
