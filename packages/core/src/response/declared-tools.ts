import { type JsonObject, objectsAt, stringAt } from "../json.js";
import { isWrapperName } from "./wrapper-names.js";

/**
 * The tools that the upstream says it was given: the host may have changed the request after it was translated. Source:
 * `openai` `Response.tools`, which the first events of a stream repeat. Only the names that the rest asks for are kept:
 * the tools are most of what a stream says before its answer.
 */
export class DeclaredTools {
  /** The types of the tools that take free text, and of those named like the models' own wrapper. */
  #types: ReadonlyMap<string, string> | undefined;

  /** Takes a response as far as it is known; the first that tells of tools counts. */
  learn(response: JsonObject): void {
    if (Array.isArray(response.tools)) this.#types ??= typesIn(response);
  }

  /** Whether the upstream has told of its tools. */
  get known(): boolean {
    return this.#types !== undefined;
  }

  /** Whether a tool of this name takes free text; without a name, whether any does. */
  hasCustom(name?: string): boolean {
    if (this.#types === undefined) return false;
    return name === undefined ? [...this.#types.values()].includes("custom") : this.#types.get(name) === "custom";
  }

  /** Whether a tool has a name that is otherwise the models' own wrapper's. */
  hasWrapperName(name: string): boolean {
    return this.#types?.has(name) ?? false;
  }
}

/** Tools of namespaces included; of several with one name the last counts. */
function typesIn(response: JsonObject): ReadonlyMap<string, string> {
  const tools = objectsAt(response, "tools").flatMap((tool) => [tool, ...objectsAt(tool, "tools")]);
  const types = new Map(tools.map((tool) => [stringAt(tool, "name"), stringAt(tool, "type")]));
  return new Map([...types].filter(([name, type]) => type === "custom" || isWrapperName(name)));
}
