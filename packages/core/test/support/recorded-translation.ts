import type { StreamEvent } from "../../src/anthropic/stream-events.js";
import { type JsonObject, objectsAt } from "../../src/json.js";
import { type Recording, recordings } from "./corpus.js";
import { reads, translate } from "./translate.js";
import { readUpstream, type UpstreamRecording } from "./upstream-recording.js";

export type Translated = { events: StreamEvent[]; upstream: UpstreamRecording };

export const recordedStreams = recordings("responses-streams");

const known = new Map<string, Promise<Translated>>();

/** A recording and its translation, made once for all that is asked of it. */
export function translated(recording: Recording): Promise<Translated> {
  const before = known.get(recording.name);
  if (before) return before;
  const fresh = translate(reads(recording.bytes, 4096)).then((events) => ({
    events,
    upstream: readUpstream(recording),
  }));
  known.set(recording.name, fresh);
  return fresh;
}

/** Recorded from requests that asked for approvals; ours never do, so that such an answer is an error (R16). */
export function asksForApproval(response: JsonObject): boolean {
  return objectsAt(response, "output").some(({ type }) => type === "mcp_approval_request");
}

/** The final Response of a recording that is a success here as well. */
export function successOf({ final }: UpstreamRecording): JsonObject | undefined {
  return final && !asksForApproval(final) ? final : undefined;
}

/** OpenAI encrypts reasoning anew for the final Response: two texts that mean the same. */
export function withStreamedState(final: JsonObject, items: readonly JsonObject[]): JsonObject {
  const streamed = new Map(items.map((item) => [item.id, item.encrypted_content]));
  const output = objectsAt(final, "output").map((item) =>
    item.type === "reasoning" && streamed.has(item.id) ? { ...item, encrypted_content: streamed.get(item.id) } : item,
  );
  return { ...final, output };
}
