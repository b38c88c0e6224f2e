import fc from "fast-check";
import { isObject } from "../../../src/json.js";
import { capabilitiesOf, familyOf } from "../../../src/openai/models.js";
import { hashIdentity } from "../../../src/request/identity.js";
import type { RequestOptions } from "../../../src/request/options.js";
import { assemble, conversationDraft, type Message } from "./conversation.js";
import { fields, mcpServer, sameFormat } from "./fields.js";
import { legal } from "./legal.js";
import { type Markers, markers, withMarkers } from "./markers.js";
import { type Encrypt, sign } from "./signatures.js";
import { numberTexts, rarely } from "./texts.js";
import { callNames, customToolNames, forcibleNames, toolDefinitions } from "./tool-definitions.js";

/** A whole valid request and how it is to be translated. */
export type WholeRequest = {
  /** Everything but the markers, so that they can stand elsewhere in each request of a conversation. */
  body: Record<string, unknown> & { messages: Message[] };
  markers: Markers;
  otherMarkers: Markers;
  options: RequestOptions & { model: string };
};

const models = [
  ...["gpt-4o", "gpt-4.1", "o4-mini", "gpt-5", "gpt-5.1", "gpt-5.2", "gpt-5.3-codex", "gpt-5.4-2026-03-05", "gpt-5.5"],
  ...["gpt-5.6-sol", "gpt-5.6-sol", "gpt-5.6-luna", "gpt-6-astra", "gpt-6-astra"],
];

const optionsDraft = fc.record({
  model: fc.constantFrom(...models),
  version: fc.constantFrom(undefined, "2023-06-01", "2026-10-21"),
  beta: fc.constantFrom(undefined, "context-1m-2025-08-07, effort-2025-11-24"),
  session: fc.constantFrom(undefined, "session-1"),
  identity: rarely(fc.constant("https://api.example/v1 org-1"), 4),
  hashKey: rarely(fc.constant("key"), 4),
  imageDetail: rarely(fc.constantFrom("low" as const, "auto" as const), 6),
});

const choice = fc.record({
  type: fc.constantFrom(undefined, undefined, "auto", "any", "tool", "none"),
  tool: fc.nat({ max: 9 }),
});

const draft = fc.record({
  options: optionsDraft,
  fields,
  tools: toolDefinitions,
  choice,
  server: mcpServer,
  conversation: conversationDraft,
  markers,
  otherMarkers: markers,
});
type RequestDraft = typeof draft extends fc.Arbitrary<infer T> ? T : never;

/** @param encrypt makes what stands for reasoning; the simulated upstream accepts only its own */
export function wholeRequest(encrypt: Encrypt): fc.Arbitrary<WholeRequest> {
  return draft.map((value) => build(value, encrypt));
}

function build(value: RequestDraft, encrypt: Encrypt): WholeRequest {
  const { model, version, beta, session, identity, hashKey, imageDetail } = value.options;
  const { disable_parallel_tool_use, ...settings } = value.fields;
  const upstream = hashIdentity(identity, hashKey);
  const { tools } = value;
  const choice = toolChoice(value, disable_parallel_tool_use);
  // Messages leave a tool alone that the request forces: one that is taken away cannot be.
  const references = customToolNames(tools).filter((name) => name !== choice.tool_choice?.name);
  const servers = tools.filter(({ type }) => type === "mcp_toolset").map(({ mcp_server_name: name }) => name);
  const waiting = customToolNames(tools.filter(({ defer_loading }) => defer_loading === true));
  const messages = assemble(value.conversation, {
    names: callNames(tools),
    references,
    searchable: waiting.length > 0 ? waiting : references,
    waiting: waiting.filter((name) => references.includes(name)),
    servers,
    identity: upstream,
  });
  const drafted = legal(
    {
      model: "claude-sonnet-5",
      ...settings,
      ...(tools.length > 0 && { tools }),
      ...choice,
      ...(servers.length > 0 && { mcp_servers: servers.map((name) => ({ ...value.server, name })) }),
      messages,
    },
    { version: version ?? "2023-06-01", cacheable: capabilitiesOf(model).cacheBreakpoints },
  );
  let count = 0;
  const body = numberTexts(drafted, () => count++);
  if (!isObject(body) || !Array.isArray(body.messages)) throw new Error("A request is an object with messages.");
  if (body.output_format === sameFormat && isObject(body.output_config)) body.output_format = body.output_config.format;
  const signer = { encrypt, family: familyOf(model), identity: upstream };
  const signed = body.messages.map((message: Message) => ({ ...message, content: sign(message.content, signer) }));
  return {
    body: {
      ...body,
      messages: signed.map(({ content, ...rest }) => (content === undefined ? rest : { ...rest, content })),
    },
    markers: value.markers,
    otherMarkers: value.otherMarkers,
    options: {
      model,
      headers: { "anthropic-version": version, "Anthropic-Beta": beta, "x-claude-code-session-id": session },
      identity,
      hashKey,
      imageDetail,
    },
  };
}

type Choice = { tool_choice?: { type: string; name?: string | undefined } };

function toolChoice({ choice, tools, fields }: RequestDraft, disable_parallel_tool_use: boolean | undefined): Choice {
  const { type } = choice;
  const parallel = { disable_parallel_tool_use };
  if (type === undefined || tools.length === 0) return {};
  if (type === "none") return { tool_choice: { type } };
  if (type === "auto") return { tool_choice: { type, ...parallel } };
  const names = forcibleNames(tools);
  const ready = forcibleNames(tools.filter(({ defer_loading }) => defer_loading !== true));
  if (ready.length === 0 || fields.thinking?.type === "enabled") return {};
  if (type === "any") return { tool_choice: { type, ...parallel } };
  return { tool_choice: { type, name: names[choice.tool % names.length], ...parallel } };
}

/** The request as it is sent after so many messages; all of them where no number is given. */
export function bodyOf(request: WholeRequest, count?: number, marked = request.markers): Record<string, unknown> {
  const { messages } = request.body;
  return withMarkers({ ...request.body, messages: messages.slice(0, count) }, marked);
}
