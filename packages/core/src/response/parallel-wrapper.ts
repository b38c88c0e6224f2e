import { isJsonObject } from "../json.js";
import type { Answer } from "./answer.js";
import { jsonMembers } from "./json-members.js";
import type { CallHead } from "./tool-use-block.js";
import { isWrapperName } from "./wrapper-names.js";

const wrapperNamespaces = ["", "multi_tool_use"];
/** How an entry names its function: with or without the namespace in which models see functions. */
const recipient = /^"(?:functions\.)?([A-Za-z0-9_-]{1,64})"$/;

/** Whether a call may be the models' own wrapper: it bears its name, and no tool does. */
export function mayBeWrapper({ name, namespace }: CallHead, { context, tools }: Answer): boolean {
  if (!isWrapperName(name) || !wrapperNamespaces.includes(namespace)) return false;
  return !context.parallelTool && !tools.hasWrapperName(name);
}

/**
 * The calls that a wrapper holds, their arguments as they are written; none unless it holds well-formed calls and nothing
 * else.
 */
export function unwrapParallel(json: string): { name: string; arguments: string }[] {
  if (!isJsonObject(json)) return [];
  const [member, ...others] = jsonMembers(json);
  if (member === undefined || others.length > 0) return [];
  const [name, list] = member;
  if (name !== "tool_uses" || !list.startsWith("[")) return [];
  const calls = jsonMembers(list).map(([, entry]) => callIn(entry));
  return calls.every((call) => call !== undefined) ? calls : [];
}

function callIn(entry: string): { name: string; arguments: string } | undefined {
  const members = jsonMembers(entry);
  const fields = new Map(members);
  const name = recipient.exec(String(fields.get("recipient_name")))?.[1];
  const parameters = fields.get("parameters");
  if (members.length !== 2 || name === undefined || !parameters?.startsWith("{")) return undefined;
  return isWrapperName(name) ? undefined : { name, arguments: parameters };
}
