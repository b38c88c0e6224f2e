import { isObject, type JsonObject, objectAt } from "../../src/json.js";

/** How an upstream's own words end its answer. */
export type Verdict = "success" | "failure" | "nothing";

const successes: readonly unknown[] = ["completed", "complete", "incomplete"];
const terminals: readonly unknown[] = [
  "response.completed",
  "response.incomplete",
  "response.failed",
  "response.cancelled",
];

/** What the first event that ends anything says, read without the translator: laws 3, mapping B.4 row 1. */
export function verdictOf(events: readonly unknown[]): Verdict {
  for (const event of events) {
    if (!isObject(event)) return "failure";
    const { type, output, error } = event;
    if (Array.isArray(output) && typeof type !== "string") return ofResponse(event);
    if (terminals.includes(type))
      return successes.includes(String(type).slice(9)) ? ofResponse(objectAt(event, "response")) : "failure";
    if (type === "error" || ((typeof type !== "string" || type === "") && isObject(error))) return "failure";
  }
  return "nothing";
}

function ofResponse({ status, error }: JsonObject): Verdict {
  const isSaid = typeof status === "string" && status !== "";
  return !isObject(error) && (!isSaid || successes.includes(status)) ? "success" : "failure";
}
