import { asString, type JsonObject } from "../../json.js";
import { readEncryptedReasoning } from "../../mint/encrypted-reasoning.js";
import { OpenAIRefusal } from "../../openai-refusal.js";
import { inputRefused, missingParameter } from "../refusals.js";
import type { Request, Rule } from "./rule.js";

const shortened = (blob: string): string => `${blob.slice(0, 4)}...${blob.slice(-4)}`;

const unverified = (id: string | undefined, blob: string, reason: string) =>
  new OpenAIRefusal(
    `The encrypted content ${id === undefined ? shortened(blob) : `for item ${id}`} could not be verified. Reason: ${reason}`,
    { code: "invalid_encrypted_content" },
  );

const notStored = (id: string, stored: boolean) =>
  new OpenAIRefusal(
    `Item with id '${id}' not found.${stored ? "" : " Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input."}`,
    { status: 404, param: "input" },
  );

const checkBlob = (item: JsonObject, path: string, { memory, secret, organization, body }: Request): void => {
  const id = asString(item.id);
  const blob = asString(item.encrypted_content);
  if (blob === undefined) {
    if (id === undefined) throw missingParameter(`${path}.id`);
    if (!memory.storedItem(id)) throw notStored(id, body.store !== false);
    return;
  }
  const claim = readEncryptedReasoning(secret, blob);
  if (claim?.stage !== "final" || claim.organization !== organization) {
    throw unverified(id, blob, "Encrypted content could not be decrypted or parsed.");
  }
  if (id !== undefined && claim.id !== id) {
    throw unverified(id, blob, "Encrypted content item_id did not match the target item id.");
  }
};

/** Reasoning comes back as it was minted: the blob of its own id, from `done` or the final response. */
export const reasoningIsGenuine: Rule = (request) => {
  for (const [i, item] of request.items.entries()) {
    if (item.type === "reasoning") checkBlob(item, `input[${i}]`, request);
    if (item.type === "item_reference" || (item.type === undefined && item.role === undefined)) {
      const id = asString(item.id) ?? "";
      if (!request.memory.storedItem(id)) throw notStored(id, request.body.store !== false);
    }
  }
};

const clientItems = new Set([
  "function_call_output",
  "custom_tool_call_output",
  "additional_tools",
  "configuration_update",
]);

/** True for an item that the model put out itself. */
const fromModel = ({ type, role }: JsonObject): boolean =>
  role === undefined ? !clientItems.has(String(type)) : role === "assistant";

/**
 * A reasoning item with an id stands directly before an item of the same answer. Without an id it may stand anywhere:
 * recordings show that accepted.
 */
export const reasoningIsFollowed: Rule = ({ items }) => {
  for (const [i, item] of items.entries()) {
    const id = asString(item.id);
    const next = items[i + 1];
    if (item.type !== "reasoning" || id === undefined || (next && fromModel(next))) continue;
    throw inputRefused(`Item '${id}' of type 'reasoning' was provided without its required following item.`);
  }
};

/** An item sent with its own id needs the reasoning item that came before it. */
export const reasoningIsComplete: Rule = ({ items, memory }) => {
  const given = new Set(items.map(({ id }) => id));
  for (const item of items) {
    const id = asString(item.id);
    const needed = id === undefined ? undefined : memory.reasoningOf(id);
    if (needed !== undefined && !given.has(needed)) {
      throw inputRefused(
        `Item '${id}' of type '${asString(item.type) ?? "message"}' was provided without its required 'reasoning' item: '${needed}'.`,
      );
    }
  }
};
