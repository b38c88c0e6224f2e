import { asArray, asObject, asString, isObject, type JsonObject, parseJson } from "../json.js";
import { argumentsFor } from "../strict/normalise.js";
import { call, text } from "./builders.js";
import { formatSchema, sampleOf } from "./sample-json.js";
import type { Reply } from "./steps.js";

/** The text of an input item's content, parts joined. */
export const textOf = (item: JsonObject): string =>
  typeof item.content === "string"
    ? item.content
    : asArray(item.content)
        .map((part) => asString(asObject(part).text) ?? "")
        .join("\n");

/** The input as a list of items, a plain string as one user message. */
export const inputItems = (body: JsonObject): readonly JsonObject[] =>
  typeof body.input === "string" ? [{ role: "user", content: body.input }] : asArray(body.input).map(asObject);

/** The request's function tools by name, top level only. */
export const functionTool = (body: JsonObject, name: string): JsonObject | undefined =>
  asArray(body.tools)
    .map(asObject)
    .find((tool) => tool.type === "function" && tool.name === name);

const COMMAND = /call tool ([a-zA-Z0-9_-]+)(?: with (\{.*\}))?/s;

/**
 * The assistant that answers when nothing is scripted. A user text such as `call tool Bash with {"command":"ls"}`
 * makes it call that tool, after a tool output it says what came back, a JSON format gets a sample of its schema,
 * otherwise it echoes the user.
 */
export const defaultAssistant = (body: JsonObject): Reply => {
  const last = inputItems(body).at(-1) ?? {};
  if (last.type === "function_call_output") {
    const output = typeof last.output === "string" ? last.output : textOf({ content: last.output });
    return text(`The tool answered: ${output.slice(0, 200)}`);
  }
  const said = textOf(last);
  const [, name = "", json] = COMMAND.exec(said) ?? [];
  const tool = functionTool(body, name);
  if (tool) {
    const args = json === undefined ? {} : parseJson(json);
    return call(name, isObject(args) ? argumentsFor(tool, args) : (json ?? "{}"));
  }
  const schema = formatSchema(body);
  return text(schema ? JSON.stringify(sampleOf(schema)) : `You said: ${said.slice(0, 200)}`);
};
