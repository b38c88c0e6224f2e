import type { InputTransformation } from "../anthropic/message.js";
import { type JsonObject, objectsAt, stringAt } from "../json.js";
import type { Answer } from "./answer.js";

/** Why the upstream withheld reasoning from the model, in Anthropic's words; the end of a turn is no fault. */
const reasons: ReadonlyMap<string, InputTransformation["reason"]> = new Map([
  ["organization_mismatch", "organization_binding_mismatch"],
  ["end_user_mismatch", "end_user_binding_mismatch"],
  ["model_mismatch", "model_binding_mismatch"],
  ["prefix_mismatch", "prefix_binding_mismatch"],
]);

/**
 * Thinking of the request that the model never saw: what was not sent, and what the upstream withheld (mapping B.5).
 * Undefined where the client's betas do not ask for it; what the upstream withheld is a loss all the same.
 */
export function inputTransformationsOf(
  response: JsonObject | undefined,
  { context, ledger }: Answer,
): InputTransformation[] | undefined {
  const paths = context.reasoningPaths ?? {};
  const withheld = objectsAt(response ?? {}, "input_transformations").flatMap((entry, index) => {
    const reason = reasons.get(stringAt(entry, "reason"));
    if (reason === undefined) return [];
    ledger.add("reasoning_context_lost", `input_transformations.${index}`);
    const id = stringAt(entry, "id");
    const path = Object.hasOwn(paths, id) ? paths[id] : undefined;
    return path === undefined ? [] : [{ type: "thinking_dropped" as const, path, reason }];
  });
  const dropped = context.inputTransformations;
  if (dropped === undefined) return undefined;
  return [...dropped, ...withheld].sort((one, other) => one.path.localeCompare(other.path, "en", { numeric: true }));
}
