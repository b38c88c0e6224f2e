import { isObject, type JsonObject, objectAt, objectsAt, stringAt } from "../../src/json.js";
import { dataOf, type Recording } from "./corpus.js";

/** What a recorded Responses stream says, read from it without the translator. */
export type UpstreamRecording = {
  events: JsonObject[];
  /** The final Response of a success; `undefined` where the recording has none. */
  final: JsonObject | undefined;
  /** All visible text, refusals included, in the order of the items. */
  text: string;
  /** Every finished item, by output index. */
  items: JsonObject[];
};

const successes = ["response.completed", "response.incomplete"];
const terminals = [...successes, "response.failed", "error"];

/** Reads a recording up to its first terminal event: some files hold several answers. */
export function readUpstream({ text }: Recording): UpstreamRecording {
  const all = dataOf(text).filter(isObject);
  const end = all.findIndex((event) => terminals.includes(stringAt(event, "type")));
  const events = all.slice(0, end < 0 ? undefined : end + 1);
  const last = events.at(-1) ?? {};
  const final = successes.includes(stringAt(last, "type")) ? objectAt(last, "response") : undefined;
  const done = events.filter(({ type }) => type === "response.output_item.done");
  // Some fixtures name no index; their items come in order.
  const items = done
    .sort((a, b) => Number(a.output_index ?? 0) - Number(b.output_index ?? 0))
    .map((event) => objectAt(event, "item"));
  return {
    events,
    final,
    items,
    text: visibleText(items),
  };
}

/** What the items say to the user, in order: texts and refusals of messages. */
export function visibleText(items: readonly JsonObject[]): string {
  return items
    .filter(({ type }) => type === "message")
    .flatMap((item) => objectsAt(item, "content"))
    .map((part) => (part.type === "output_text" ? stringAt(part, "text") : stringAt(part, "refusal")))
    .join("");
}
