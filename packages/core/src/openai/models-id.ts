/** Dated and moving names of one model: `-2026-03-05`; on the oldest models four digits; `-latest`. */
const anySnapshot = /-\d{4}-\d{2}-\d{2}$/;
const ownSnapshot = /(?<!^chat|\/chat)-(?:\d{4}|latest)$/;
const fineTuned = /(?:^|\/)ft:([^:]+)/;

/**
 * The id that the model table knows: lower case, without what routers and clouds put around it (`openai/`,
 * `azure/`, `us.openai.`, `:free`), a fine-tuned model as its base. Never empty for an id that is not.
 */
export function bareModelId(modelId: string): string {
  const id = modelId.toLowerCase();
  // A fine-tuned model is named `ft:base:organisation:name:id`; some routers put their prefix before it.
  const tuned = fineTuned.exec(id)?.[1];
  const [routed = id] = (tuned ?? id).split("/").slice(-1);
  const named = routed.replace(/^(?:[a-z]+\.)?openai\./, "").replace(/:[\s\S]*/, "");
  return named === "" ? id : named;
}

/** The id without the name of a snapshot; a fine-tuned model has none of its own. */
export function withoutSnapshot(modelId: string): string {
  if (fineTuned.test(modelId)) return modelId;
  const undated = modelId.replace(anySnapshot, "");
  return undated === modelId && isOpenAIModelId(bareModelId(modelId)) ? modelId.replace(ownSnapshot, "") : undated;
}

/**
 * Whether an id looks like one of OpenAI's own, so that it needs no entry in a model table.
 *
 * @example
 * ```ts
 * isOpenAIModelId("gpt-5.6-sol"); // true
 * ```
 */
export function isOpenAIModelId(modelId: string): boolean {
  return /^(gpt-|chatgpt-|chat-latest$|o\d(-|$)|codex-|ft:gpt-|ft:o\d|computer-use-)/.test(modelId);
}
