import { encodeCompactionEnvelope } from "../../../src/compaction-envelope.js";
import { isObject } from "../../../src/json.js";
import { encodeReasoningEnvelope } from "../../../src/reasoning-envelope.js";
import { encodeWebSearchEnvelope } from "../../../src/web-search-envelope.js";

/** Encrypted content for a reasoning item of a model's family, as an upstream would make it. */
export type Encrypt = (itemId: string, family: string) => string;
export type Signer = { encrypt: Encrypt; family: string; identity: string };

/**
 * Writes the state of our own reasoning and searches, which lives in fields of the blocks, in place of its description.
 * It is made last, since it depends on the texts beside it.
 */
export function sign(content: unknown, signer: Signer): unknown {
  if (!Array.isArray(content)) return content;
  const blocks: unknown[] = content;
  return blocks.map((block) => {
    if (!isObject(block)) return block;
    if (block.type === "thinking") return { ...block, signature: reasoning(block.signature, block.thinking, signer) };
    if (block.type === "redacted_thinking") return { ...block, data: reasoning(block.data, "", signer) };
    if (block.type === "compaction" && isObject(block.encrypted_content)) {
      const encrypted_content = encodeCompactionEnvelope({ encryptedContent: "gAAAAc", identity: signer.identity });
      return { ...block, encrypted_content };
    }
    if (block.type !== "web_search_tool_result" || !Array.isArray(block.content)) return block;
    const call = blocks.filter(isObject).find(({ id }) => id === block.tool_use_id);
    return { ...block, content: search(block.content.filter(isObject), call?.input) };
  });
}

function reasoning(state: unknown, shown: unknown, { encrypt, family, identity }: Signer): unknown {
  if (!isObject(state)) return state;
  const id = `rs_${state.own}`;
  const parts = shown === "" ? [] : String(shown).split("\n\n");
  const of = state.foreign === true ? "gpt-5.7-other" : family;
  return encodeReasoningEnvelope({
    id,
    encryptedContent: encrypt(id, of),
    summaryLengths: parts.map(({ length }) => length),
    ...(typeof state.phase === "string" && { phase: state.phase }),
    family: of,
    identity,
  });
}

/** The first result carries the item of the upstream, which knows titles only as hosts. */
function search(results: readonly Record<string, unknown>[], input: unknown): unknown {
  const [first] = results;
  const own = first && isObject(first.encrypted_content) ? first.encrypted_content.own : undefined;
  if (own === undefined) {
    return results.map((result) => ({
      ...result,
      encrypted_content: result.encrypted_content === "" ? "" : "foreign",
    }));
  }
  const sources = results.map(({ url }) => ({ type: "url", url }));
  const query = isObject(input) ? input.query : "";
  const envelope = encodeWebSearchEnvelope({
    id: `ws_${own}`,
    status: "completed",
    action: { type: "search", query, sources },
  });
  return results.map((result, index) => ({
    ...result,
    title: "a.example",
    page_age: null,
    encrypted_content: index === 0 ? envelope : "",
  }));
}
