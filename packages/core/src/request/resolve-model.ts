import { TranspondError } from "../errors/transpond-error.js";
import { type CapabilityOverride, isOpenAIModelId } from "../openai/models.js";
import { askHost } from "./ask-host.js";
import type { FamilyOption, ModelOption, RequestOptions } from "./options.js";

/**
 * The upstream model for a requested one. In a table an exact name beats every glob, then the first glob decides;
 * without an entry OpenAI's own ids stand for themselves. Source: mapping A1.
 *
 * @throws TranspondError 404 `model: <name>`, which Claude Code recognises
 */
export function resolveModel(requested: string, option: ModelOption | undefined): string {
  const found = typeof option === "string" ? option : lookUp("model", requested, option);
  if (found) return found;
  if (isOpenAIModelId(requested)) return requested;
  throw new TranspondError({ status: 404, type: "not_found_error", path: "model", message: requested.slice(0, 200) });
}

/**
 * What the host knows of upstream models, with the families that it names by table: those of `capabilities` come first.
 * Source: mapping K5.
 */
export function hostKnowledge({ capabilities, families }: RequestOptions): CapabilityOverride {
  return (modelId) => {
    const known =
      typeof capabilities === "function" ? askHost("capabilities", () => capabilities(modelId)) : capabilities;
    return { ...known, family: (known?.family ?? lookUp("families", modelId, families)) || undefined };
  };
}

function lookUp(name: string, requested: string, option: FamilyOption | undefined): string | null | undefined {
  if (option === undefined) return undefined;
  if (typeof option === "function") return askHost(name, () => option(requested));
  const key = modelKeyOf(requested, option);
  return key === undefined ? undefined : option[key];
}

/**
 * The key of a model table that decides about a name: the name itself, else the first glob that takes it.
 *
 * @returns `undefined` where the table does not know the name
 * @example
 * ```ts
 * modelKeyOf("claude-haiku-4-5", { "claude-haiku-*": "gpt-5.4-mini", "*": "gpt-5.4" }); // "claude-haiku-*"
 * ```
 */
export function modelKeyOf(requested: string, table: Record<string, unknown>): string | undefined {
  if (Object.hasOwn(table, requested)) return requested;
  return Object.keys(table).find((pattern) => pattern.includes("*") && matchesGlob(requested, pattern));
}

/** `*` stands for any text. Walks from left to right, so that no pattern takes more than linear time a star. */
function matchesGlob(name: string, glob: string): boolean {
  const [first = "", ...rest] = glob.split("*");
  if (!name.startsWith(first)) return false;
  const last = rest.pop();
  if (last === undefined) return name === first;
  let position = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, position);
    if (found < 0) return false;
    position = found + piece.length;
  }
  return name.length - position >= last.length && name.endsWith(last);
}
