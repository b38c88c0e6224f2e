import { type JsonObject, stringAt } from "../json.js";
import type { DeclaredTools } from "../response/declared-tools.js";
import type { Host } from "./host.js";

/**
 * What is read of a response when it has not ended: by the head of the message, or by an end that the upstream has no part
 * in. Everything else of the first events is let go: they repeat all tools of the request, often ten times a message.
 */
const keptFields = [
  "id",
  "created_at",
  "service_tier",
  "usage",
  "tool_usage",
  "prompt_cache_diagnostics",
  "input_transformations",
] as const;

/** What the upstream said of the response first, as far as it is read later. */
export class KnownResponse {
  readonly #tools: DeclaredTools;
  readonly #host: Host;
  #fields: JsonObject | undefined;

  constructor(tools: DeclaredTools, host: Host) {
    this.#tools = tools;
    this.#host = host;
  }

  /** The fields that are kept; `undefined` while the upstream has not named the response. */
  get fields(): JsonObject | undefined {
    return this.#fields;
  }

  /** Takes a response as far as it is told; the first one that says anything counts. */
  learn(response: JsonObject): void {
    this.#tools.learn(response);
    if (this.#fields || Object.keys(response).length === 0) return;
    const kept = keptFields.filter((field) => Object.hasOwn(response, field));
    this.#fields = Object.fromEntries(kept.map((field) => [field, response[field]]));
    this.#host.tellResponse({ id: stringAt(response, "id"), model: stringAt(response, "model") });
  }

  /** Whether this is another response than the one that is known. */
  isAnother(response: JsonObject): boolean {
    return this.#fields !== undefined && stringAt(this.#fields, "id") !== stringAt(response, "id");
  }
}
