import { describe, expect, it } from "vitest";
import { checkMessageStream } from "../../../src/stream/check-message-stream.js";
import { errorTypes } from "../../../src/stream/strict-fields.js";
import { failure, message, messageDelta, messageStart, messageStop, usage } from "../../support/message-streams.js";
import { strict } from "./check.js";

const delta = { stop_reason: "end_turn", stop_sequence: null, stop_details: null, container: null };
const tail = [messageDelta(), messageStop];
const messagesOf = (events: unknown[]) =>
  checkMessageStream(events, { profile: "strict" }).map(({ message }) => message);
const negative = [-1, 1.5, "1", Number.NaN, 2 ** 53];
const messages: [field: string, right: unknown[], wrong: unknown[]][] = [
  ["id", ["msg_1"], [undefined, "", 7]],
  ["type", ["message"], [undefined, "massage"]],
  ["role", ["assistant"], [undefined, "user"]],
  ["model", ["claude"], [undefined, ""]],
  ["content", [[]], [undefined, [{}], {}, null]],
  ["stop_reason", [null], [undefined, "end_turn"]],
  ["stop_sequence", [null], [undefined, "END"]],
  ["stop_details", [null], [undefined, {}]],
  ["container", [null, {}], [undefined, [], "c"]],
  ["diagnostics", [null, {}], [undefined, [], "d"]],
  ["usage", [usage], [undefined, null, []]],
  ["context_management", [undefined, null, {}], [[], "x"]],
  ["input_transformations", [undefined, []], [null, {}]],
];
const usages: [field: string, right: unknown[], wrong: unknown[]][] = [
  ["input_tokens", [0], [undefined, null, ...negative]],
  ["cache_creation_input_tokens", [0], [undefined, null, ...negative]],
  ["cache_read_input_tokens", [0], [undefined, null, ...negative]],
  ["output_tokens", [0], [undefined, null, ...negative]],
  ["output_tokens_details", [null, {}, { a: 1 }], [undefined, { a: -1 }, { a: 1, b: "1" }, "x"]],
  ["server_tool_use", [null, { a: 0 }], [undefined, { a: null }]],
  ["cache_creation", [null, { a: 0 }], [undefined, { a: 0.5 }]],
  ["service_tier", [null, "standard"], [undefined, 7]],
  ["inference_geo", [null, "eu"], [undefined, 7]],
  ["speed", [null, "fast"], [undefined, 7]],
  ["fallback_credit", [undefined, null, {}], ["x", []]],
];
const deltas: [field: string, right: unknown[], wrong: unknown[]][] = [
  ["stop_reason", ["end_turn"], [undefined, null, ""]],
  ["stop_sequence", [null], [undefined, 7]],
  ["stop_details", [null], [undefined, [], "x"]],
  ["container", [null, {}], [undefined, []]],
];
/** Those that clients take from the end of the message. */
const endUsages = usages.slice(0, 6);

const started = (fields: object) => [{ type: "message_start", message: { ...message, ...fields } }, ...tail];
const ended = (fields: object, figures: object = {}) => [
  messageStart,
  { type: "message_delta", delta: { ...delta, ...fields }, usage: { ...usage, ...figures } },
  messageStop,
];

describe.each<[string, (value: object) => unknown[], typeof messages, rule: string]>([
  ["message_start (G3)", started, messages, "fields_missing"],
  ["its usage (G3)", (figures) => started({ usage: { ...usage, ...figures } }), usages, "usage"],
  ["message_delta (G8)", (fields) => ended(fields), deltas, "fields_missing"],
  ["its usage (G8)", (figures) => ended({}, figures), endUsages, "usage"],
])("the strict profile: fields of %s", (_, stream, fields, rule) => {
  it.each(fields)("%s", (field, right, wrong) => {
    for (const value of right) expect(strict(stream({ [field]: value })), JSON.stringify(value)).toEqual([]);
    for (const value of wrong) expect(strict(stream({ [field]: value })), JSON.stringify(value)).toContain(rule);
  });
});

describe("the strict profile: what is missing is named", () => {
  it("fields, and counters with where they stand", () => {
    const [first] = started({ id: "", model: "" });
    const told = (events: unknown[]) => messagesOf(events).join(" ");
    expect(told([first, ...tail])).toContain(" id, model.");
    expect(told(ended({}, { input_tokens: null, output_tokens: null }))).toContain(
      " usage.input_tokens, usage.output_tokens.",
    );
  });

  it.each(["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens"])(
    "%s must not fall (G10)",
    (name) => {
      const [first] = started({ usage: { ...usage, [name]: 2 } });
      const [, last] = ended({}, { [name]: 1 });
      expect(messagesOf([first, last, messageStop])).toEqual([expect.stringContaining(` ${name}.`)]);
      const [, same] = ended({}, { [name]: 2 });
      expect(strict([first, same, messageStop])).toEqual([]);
    },
  );
});

describe("the strict profile: errors (D.1)", () => {
  it.each(Object.keys(errorTypes))("%s is a type of Anthropic's", (type) => {
    expect(strict([{ ...failure, error: { type, message: "" } }])).toEqual([]);
  });

  it.each(["toString", "overloaded", "invalid_request"])("%s is none", (type) => {
    expect(strict([{ ...failure, error: { type, message: "" } }])).toEqual(["fields_missing"]);
  });

  it.each([null, "req_1"])("request_id %j", (request_id) => {
    expect(strict([{ ...failure, request_id }])).toEqual([]);
  });
});
