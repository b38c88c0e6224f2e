import { answerSide, isSideRequest, type Reply, type Respond, text } from "@transpond/testkit";
import { type JsonObject, objectsOf } from "./client-messages.js";

const ofModel = ({ type, role }: JsonObject): boolean =>
  role === "assistant" || type === "function_call" || type === "reasoning";

/** How many answers of the model stand among the items: uninterrupted runs of its own. */
const answersIn = (items: readonly JsonObject[]): number =>
  items.filter((item, at) => ofModel(item) && !ofModel(items[at - 1] ?? {})).length;

/**
 * A model that follows a script for each prompt: reply i is the one after i answers since that prompt was typed. Works
 * for main loops and the agents that they start side by side, and after a compaction too, which takes the earlier prompts away.
 * @param scripts replies by prompt; a prompt is known by these words, so no other text may hold them
 * @example byPrompt({ "List the files": [call("Bash", { command: "ls" }), text("Two files.")] })
 */
export const byPrompt = (scripts: Readonly<Record<string, readonly Reply[]>>): Respond => {
  const prompts = Object.entries(scripts);
  const scriptOf = (item: JsonObject) => {
    if (item.role !== "user") return undefined;
    const said = JSON.stringify(item.content);
    return prompts.find(([prompt]) => said.includes(prompt))?.[1];
  };
  return (body) => {
    if (isSideRequest({ ...body })) return answerSide({ ...body });
    const input = objectsOf(body.input);
    const typed = input.findLastIndex((item) => scriptOf(item) !== undefined);
    const replies = scriptOf(input[typed] ?? {}) ?? [];
    return replies[answersIn(input.slice(typed + 1))] ?? text("Nothing more to say.");
  };
};
