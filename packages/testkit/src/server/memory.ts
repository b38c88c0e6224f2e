import { asString, type JsonObject } from "../json.js";

/** What the simulator remembers of its own answers. */
export interface Memory {
  readonly remember: (responseId: string, output: readonly JsonObject[], stored: boolean) => void;
  /** True for the id of a response that was stored. */
  readonly stored: (responseId: string) => boolean;
  /** True for the id of an item of a stored response. */
  readonly storedItem: (itemId: string) => boolean;
  /** Id of the reasoning item that came before this item in the same answer. */
  readonly reasoningOf: (itemId: string) => string | undefined;
}

export const createMemory = (): Memory => {
  const responses = new Set<string>();
  const storedItems = new Set<string>();
  const reasoning = new Map<string, string>();
  return {
    remember: (responseId, output, stored) => {
      if (stored) responses.add(responseId);
      let before: string | undefined;
      for (const item of output) {
        const id = asString(item.id);
        if (id === undefined) continue;
        if (stored) storedItems.add(id);
        if (item.type === "reasoning") before = id;
        else if (before !== undefined) reasoning.set(id, before);
      }
    },
    stored: (id) => responses.has(id),
    storedItem: (id) => storedItems.has(id),
    reasoningOf: (id) => reasoning.get(id),
  };
};
