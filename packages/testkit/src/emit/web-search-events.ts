import type { JsonObject } from "../json.js";
import type { WebSearchStep } from "../reply/steps.js";
import type { ItemScript } from "./item-events.js";
import type { Turn } from "./turn.js";

const states = ["in_progress", "searching", "completed"] as const;

/** A web search: three events without content; the action, and with `include` its sources, only when it is done. */
export const webSearchEvents = (step: WebSearchStep, turn: Turn): ItemScript => {
  const id = turn.mint.id("ws");
  const withSources = turn.include.has("web_search_call.action.sources") && step.action.type === "search";
  const sources = step.sources.map((url) => ({ type: "url", url }));
  const action: JsonObject = withSources ? { ...step.action, sources } : step.action;
  return {
    added: { id, type: "web_search_call", status: "in_progress" },
    between: states.map((state) => ({ type: `response.web_search_call.${state}`, item_id: id })),
    done: { id, type: "web_search_call", status: step.status ?? "completed", action },
  };
};
