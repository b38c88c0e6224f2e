import { isObject } from "../../../src/json.js";

type Rules = { version: string; cacheable: boolean };

/** Takes out of a request what Anthropic refuses in combination with its other parts, or with its version. */
export function legal(request: Record<string, unknown>, { version, cacheable }: Rules): Record<string, unknown> {
  const old = version === "2023-06-01";
  const formatted =
    request.output_format != null || (isObject(request.output_config) && request.output_config.format != null);
  const { thinking, temperature, top_p, top_k, ...rest } = request;
  const budget = isObject(thinking) && typeof thinking.budget_tokens === "number" ? thinking.budget_tokens : 0;
  const limit = Number(rest.max_tokens);
  return {
    ...rest,
    ...(thinking !== undefined && { thinking }),
    ...(old && { temperature, top_p, top_k }),
    max_tokens: limit === 1 && cacheable && thinking === undefined ? 0 : Math.max(limit, budget + 1),
    messages: Array.isArray(rest.messages) ? rest.messages.map((message) => legalMessage(message, old, formatted)) : [],
  };
}

function legalMessage(message: unknown, old: boolean, formatted: boolean): unknown {
  if (!isObject(message) || !Array.isArray(message.content)) return message;
  const assistant = message.role === "assistant";
  const content = message.content.filter((block) => old || !assistant || !isObject(block) || block.type !== "document");
  const legal = content.map((block) => legalBlock(block, old || assistant, formatted));
  return { ...message, content: legal.length > 0 ? legal : [{ type: "text", text: "Yes. §" }] };
}

/** Citations on what a user writes ended with the newer version; those that are asked for do not go with a format. */
function legalBlock(block: unknown, cited: boolean, formatted: boolean): unknown {
  if (!isObject(block)) return block;
  const asks = block.type === "document" || block.type === "search_result";
  const { citations, ...rest } = block;
  const kept = (asks ? !formatted : cited) && citations !== undefined ? { citations } : {};
  if (!Array.isArray(rest.content)) return { ...rest, ...kept };
  return { ...rest, ...kept, content: rest.content.map((inner) => legalBlock(inner, cited, formatted)) };
}
