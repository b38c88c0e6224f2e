import { type JsonObject, objectsAt, stringAt } from "../json.js";

const none: ReadonlyMap<string, string> = new Map();

/**
 * The tools that the upstream says it was given: the host may have changed the request after it was translated. Source:
 * `openai` `Response.tools`, which the first events of a stream repeat.
 */
export class DeclaredTools {
  #response: JsonObject | undefined;
  #types: ReadonlyMap<string, string> | undefined;

  /** Takes a response as far as it is known; the first that tells of tools counts. */
  learn(response: JsonObject): void {
    if (Array.isArray(response.tools)) this.#response ??= response;
  }

  /** Whether the upstream has told of its tools. */
  get known(): boolean {
    return this.#response !== undefined;
  }

  /** Whether a tool of this name takes free text; without a name, whether any does. */
  hasCustom(name?: string): boolean {
    if (name !== undefined) return this.typeOf(name) === "custom";
    return [...this.#all.values()].includes("custom");
  }

  /** The type of the function or custom tool of a name, those in namespaces included. */
  typeOf(name: string): string | undefined {
    return this.#all.get(name);
  }

  /** Read on demand: few answers ask. */
  get #all(): ReadonlyMap<string, string> {
    if (this.#response === undefined) return none;
    this.#types ??= typesIn(this.#response);
    return this.#types;
  }
}

function typesIn(response: JsonObject): ReadonlyMap<string, string> {
  const tools = objectsAt(response, "tools").flatMap((tool) => [tool, ...objectsAt(tool, "tools")]);
  return new Map(tools.map((tool) => [stringAt(tool, "name"), stringAt(tool, "type")]));
}
