import fc from "fast-check";
import type { JsonObject } from "../../src/json.js";

/** A Responses stream as a server may send it, and the Response object that the same server gives without streaming. */
export type UpstreamAnswer = { events: JsonObject[]; final: JsonObject };

/** One item: its events but `output_index`, and its final form. */
type Item = { added: JsonObject; between: JsonObject[]; done: JsonObject };

const words = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }),
  fc.constantFrom("Hello", " world", " wor", "\n", "\n\n", "END", "EN", "héllo 👩‍👩‍👧", "🙂"),
);
/** A text as its deltas, which are cut between any two characters; they may be none. */
const pieces = fc
  .tuple(fc.array(words, { maxLength: 4 }), fc.array(fc.nat({ max: 30 }), { maxLength: 4 }))
  .map(([said, cuts]) => {
    const characters = [...said.join("")];
    const inside = cuts.filter((cut) => cut > 0 && cut < characters.length);
    const borders = [...new Set([0, ...inside, characters.length])].sort((a, b) => a - b);
    return borders.slice(1).map((border, at) => characters.slice(borders[at], border).join(""));
  });
const id = fc.stringMatching(/^[a-zA-Z0-9]{8}$/);

const textPart = fc.record({ kind: fc.constant("text" as const), deltas: pieces, cites: fc.nat({ max: 2 }) });
const refusalPart = fc.record({ kind: fc.constant("refusal" as const), deltas: pieces, cites: fc.constant(0) });

const message: fc.Arbitrary<Item> = fc
  .record({
    id,
    parts: fc.array(fc.oneof({ arbitrary: textPart, weight: 6 }, { arbitrary: refusalPart, weight: 1 }), {
      maxLength: 3,
    }),
    phase: fc.constantFrom(undefined, "commentary", "final_answer"),
    sendsDeltas: fc.boolean(),
  })
  .map(({ id, parts, phase, sendsDeltas }) => {
    const item = { id: `msg_${id}`, type: "message", role: "assistant", ...(phase !== undefined && { phase }) };
    const content: JsonObject[] = [];
    const between = parts.flatMap(({ kind, deltas, cites }, content_index): JsonObject[] => {
      const text = deltas.join("");
      const at = { item_id: item.id, content_index };
      const annotations = Array.from({ length: text === "" ? 0 : cites }, (_, number) => ({
        type: "url_citation",
        url: `https://example.com/${number}`,
        title: `Title ${number}`,
        start_index: 0,
        end_index: Math.min(text.length, number + 1),
      }));
      const empty =
        kind === "text" ? { type: "output_text", text: "", annotations: [] } : { type: "refusal", refusal: "" };
      const part = kind === "text" ? { type: "output_text", text, annotations } : { type: "refusal", refusal: text };
      content.push(part);
      const name = kind === "text" ? "output_text" : "refusal";
      return [
        { type: "response.content_part.added", ...at, part: empty },
        ...(sendsDeltas ? deltas : []).map((delta) => ({
          type: `response.${name}.delta`,
          ...at,
          delta,
          obfuscation: "x",
        })),
        ...annotations.map((annotation, annotation_index) => ({
          type: "response.output_text.annotation.added",
          ...at,
          annotation_index,
          annotation,
        })),
        { type: `response.${name}.done`, ...at, [kind === "text" ? "text" : "refusal"]: text },
        { type: "response.content_part.done", ...at, part },
      ];
    });
    return {
      added: { ...item, status: "in_progress", content: [] },
      between,
      done: { ...item, status: "completed", content },
    };
  });

const reasoning: fc.Arbitrary<Item> = fc
  .record({
    id,
    parts: fc.array(pieces, { maxLength: 3 }),
    origin: fc.constantFrom("summary" as const, "content" as const),
    state: fc.constantFrom("gAAAAstate", ""),
  })
  .map(({ id, parts, origin, state }) => {
    const item = { id: `rs_${id}`, type: "reasoning" };
    const type = origin === "summary" ? "summary_text" : "reasoning_text";
    const index = origin === "summary" ? "summary_index" : "content_index";
    const name = origin === "summary" ? "reasoning_summary_text" : "reasoning_text";
    const texts = parts.map((deltas) => ({ type, text: deltas.join("") }));
    const between = parts.flatMap((deltas, number): JsonObject[] => {
      const at = { item_id: item.id, [index]: number };
      const part = { type, text: deltas.join("") };
      const brackets = origin === "summary" ? "reasoning_summary_part" : "content_part";
      return [
        { type: `response.${brackets}.added`, ...at, part: { type, text: "" } },
        ...deltas.map((delta) => ({ type: `response.${name}.delta`, ...at, delta })),
        { type: `response.${name}.done`, ...at, text: part.text },
        { type: `response.${brackets}.done`, ...at, part },
      ];
    });
    const whole = origin === "summary" ? { summary: texts } : { summary: [], content: texts };
    return {
      added: { ...item, summary: [], encrypted_content: state === "" ? null : "gAAAAearly" },
      between,
      done: { ...item, ...whole, encrypted_content: state === "" ? null : state },
    };
  });

const functionCall: fc.Arbitrary<Item> = fc
  .record({
    id,
    name: fc.constantFrom("Read", "Bash", "mcp__server__tool"),
    input: fc.dictionary(fc.constantFrom("path", "pages", "n", "__proto__"), fc.jsonValue({ maxDepth: 2 }), {
      maxKeys: 3,
    }),
    cuts: fc.array(fc.nat({ max: 40 }), { maxLength: 3 }),
    sendsDeltas: fc.boolean(),
  })
  .map(({ id, name, input, cuts, sendsDeltas }) => {
    const json = JSON.stringify(input);
    const item = { id: `fc_${id}`, type: "function_call", call_id: `call_${id}`, name };
    const borders = [0, ...cuts.filter((cut) => cut < json.length).sort((a, b) => a - b), json.length];
    const deltas = borders.slice(1).map((border, at) => json.slice(borders[at], border));
    const at = { item_id: item.id };
    return {
      added: { ...item, status: "in_progress", arguments: "" },
      between: [
        ...(sendsDeltas ? deltas : []).map((delta) => ({
          type: "response.function_call_arguments.delta",
          ...at,
          delta,
        })),
        { type: "response.function_call_arguments.done", ...at, arguments: json },
      ],
      done: { ...item, status: "completed", arguments: json },
    };
  });

const webSearch: fc.Arbitrary<Item> = fc
  .record({ id, query: words, sources: fc.nat({ max: 3 }), kind: fc.constantFrom("search", "open_page") })
  .map(({ id, query, sources, kind }) => {
    const item = { id: `ws_${id}`, type: "web_search_call" };
    const urls = Array.from({ length: sources }, (_, at) => ({ type: "url", url: `https://example.com/${at}` }));
    const action =
      kind === "search" ? { type: kind, query, sources: urls } : { type: kind, url: "https://example.com" };
    const at = { item_id: item.id };
    return {
      added: { ...item, status: "in_progress" },
      between: ["in_progress", "searching", "completed"].map((step) => ({
        type: `response.web_search_call.${step}`,
        ...at,
      })),
      done: { ...item, status: "completed", action },
    };
  });

const codeExecution: fc.Arbitrary<Item> = fc
  .record({
    id,
    code: words,
    logs: fc.array(words, { maxLength: 2 }),
    draws: fc.boolean(),
    status: fc.constantFrom("completed", "failed", "incomplete"),
  })
  .map(({ id, code, logs, draws, status }) => {
    const item = { id: `ci_${id}`, type: "code_interpreter_call", container_id: `cntr_${id}` };
    const image = { type: "image", url: "data:image/png;base64,aaaa" };
    const outputs = [...logs.map((text) => ({ type: "logs", logs: text })), ...(draws ? [image] : [])];
    const at = { item_id: item.id };
    return {
      added: { ...item, status: "in_progress", code: "", outputs: null },
      between: [
        { type: "response.code_interpreter_call.in_progress", ...at },
        { type: "response.code_interpreter_call_code.delta", ...at, delta: code },
        { type: "response.code_interpreter_call_code.done", ...at, code },
      ],
      done: { ...item, status, code, outputs: outputs.length === 0 ? null : outputs },
    };
  });

const mcpCall: fc.Arbitrary<Item> = fc
  .record({ id, output: fc.option(words), input: fc.constantFrom("{}", '{"a":1}', "", "{"), status: fc.boolean() })
  .map(({ id, output, input, status }) => {
    const item = { id: `mcp_${id}`, type: "mcp_call", name: "search", server_label: "docs" };
    const error = output === null ? { type: "http_error", code: 500, message: "down" } : null;
    const ended = status ? { status: error ? "failed" : "completed" } : {};
    return {
      added: { ...item, status: "in_progress", arguments: "", output: null, error: null },
      between: [{ type: "response.mcp_call_arguments.delta", item_id: item.id, delta: input }],
      done: { ...item, ...ended, arguments: input, output, error },
    };
  });

const listing: fc.Arbitrary<Item> = fc.record({ id, text: words }).map(({ id, text }) => {
  const item = { id: `mcpl_${id}`, type: "mcp_list_tools", server_label: "docs" };
  const tools = [{ name: "search", description: text, input_schema: { type: "object" }, annotations: null }];
  return { added: { ...item, tools: [] }, between: [], done: { ...item, tools } };
});

const invisible: fc.Arbitrary<Item> = fc
  .record({ id, type: fc.constantFrom("shell_call_output", "some_future_type") })
  .map(({ id, type }) => {
    const item = { id: `x_${id}`, type, output: [{ text: "never shown" }], tools: [] };
    return { added: item, between: [{ type: `response.${type}.progress`, item_id: item.id, output: [] }], done: item };
  });

const item = fc.oneof(
  { arbitrary: message, weight: 4 },
  { arbitrary: reasoning, weight: 3 },
  { arbitrary: functionCall, weight: 3 },
  { arbitrary: webSearch, weight: 1 },
  { arbitrary: codeExecution, weight: 1 },
  { arbitrary: mcpCall, weight: 1 },
  { arbitrary: listing, weight: 1 },
  { arbitrary: invisible, weight: 1 },
);

type Ending = "completed" | "max_output_tokens" | "content_filter";

/** Valid answers: items of all kinds, in order or overlapping, complete or cut at a limit. */
export const arbitraryResponse: fc.Arbitrary<UpstreamAnswer> = fc
  .record({
    items: fc.array(item, { maxLength: 5 }),
    ending: fc.constantFrom<Ending>("completed", "completed", "completed", "max_output_tokens", "content_filter"),
    usage: fc.tuple(fc.nat({ max: 9_999 }), fc.nat({ max: 500 }), fc.nat({ max: 500 }), fc.nat({ max: 500 })),
    overlaps: fc.boolean(),
    isNumbered: fc.boolean(),
    keepsAlive: fc.boolean(),
    dice: fc.array(fc.nat({ max: 9 }), { minLength: 40, maxLength: 40 }),
  })
  .map(({ items, ending, usage, overlaps, isNumbered, keepsAlive, dice }) => {
    const scripts = unique(items).map(({ added, between, done }, output_index): JsonObject[] => [
      { type: "response.output_item.added", output_index, item: added },
      ...between.map((event) => ({ ...event, output_index })),
      { type: "response.output_item.done", output_index, item: done },
    ]);
    const output = unique(items).map(({ done }) => done);
    const last = scripts.at(-1);
    if (ending !== "completed" && last !== undefined && output.at(-1)?.type === "function_call") cutCall(last, output);
    const [fresh, cached, written, out] = usage;
    const envelope = {
      id: "resp_1",
      object: "response",
      model: "gpt-test-2026-01-01",
      service_tier: "default",
      created_at: 7,
    };
    const final: JsonObject = {
      ...envelope,
      status: ending === "completed" ? "completed" : "incomplete",
      incomplete_details: ending === "completed" ? null : { reason: ending },
      error: null,
      output,
      usage: {
        input_tokens: fresh + cached + written,
        input_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
        output_tokens: out,
        output_tokens_details: { reasoning_tokens: Math.floor(out / 2) },
        total_tokens: fresh + cached + written + out,
      },
    };
    const begun = { ...envelope, status: "in_progress", output: [], usage: null };
    const body = overlaps ? overlap(scripts, dice) : scripts.flat();
    const events: JsonObject[] = [
      { type: "response.created", response: begun },
      { type: "response.in_progress", response: begun },
      ...body.flatMap((event, at) =>
        keepsAlive && dice[at % dice.length] === 0 ? [event, { type: "keepalive" }] : [event],
      ),
      { type: ending === "completed" ? "response.completed" : "response.incomplete", response: final },
    ];
    return {
      final,
      events: isNumbered ? events.map((event, sequence_number) => ({ ...event, sequence_number })) : events,
    };
  });

/** Ids are unique within an answer. */
function unique(items: readonly Item[]): Item[] {
  const seen = new Set<unknown>();
  return items.filter(({ done }) => !seen.has(done.id) && seen.add(done.id));
}

/** The limit fell into the last call: its arguments end early, everywhere. */
function cutCall(script: JsonObject[], output: JsonObject[]): void {
  const call = output.pop();
  const whole = String(call?.arguments);
  const short = whole.slice(0, -1);
  const cut = { ...call, arguments: short, status: "incomplete" };
  output.push(cut);
  const [added] = script;
  const at = { output_index: added?.output_index, item_id: call?.id };
  script.splice(
    1,
    Number.POSITIVE_INFINITY,
    { type: "response.function_call_arguments.delta", ...at, delta: short },
    { type: "response.output_item.done", ...at, item: cut },
  );
}

/** Items begin in order, then go on in any order. */
function overlap(scripts: readonly JsonObject[][], dice: readonly number[]): JsonObject[] {
  const rests = scripts.map((script) => [...script]);
  const events: JsonObject[] = [];
  let begun = 0;
  for (let turn = 0; rests.some((rest) => rest.length > 0); turn++) {
    const open = rests.slice(0, begun + 1).filter((rest) => rest.length > 0);
    const rest = open[(dice[turn % dice.length] ?? 0) % open.length];
    if (rest === undefined) break;
    if (rest === rests[begun]) begun++;
    const event = rest.shift();
    if (event !== undefined) events.push(event);
  }
  return events;
}
