import { describe, expect, test } from "vitest";
import { encodeReasoningEnvelope, type ReasoningEnvelope } from "../../src/reasoning-envelope.js";
import type { RequestOptions } from "../../src/request/options.js";
import { assistant, call, codes, result, text, translate, user } from "./support.js";

const options: RequestOptions = { model: "gpt-5.4", identity: "https://api.example/org" };
const { identity } = translate({}, options).context;
const envelope = (changes: Partial<ReasoningEnvelope> = {}) =>
  encodeReasoningEnvelope({
    id: "rs_1",
    encryptedContent: "gAAAA",
    summaryLengths: [],
    family: "gpt-5.4",
    identity,
    ...changes,
  });
const thought = (signature: string, thinking = "") => ({ type: "thinking", thinking, signature });

/** The items of an assistant turn, and the losses, when these blocks come back. */
function replay(blocks: unknown[], more: RequestOptions = {}) {
  const calls = blocks.flatMap((block) => (JSON.stringify(block).includes('"tool_use"') ? ["toolu_1"] : []));
  const messages = [user(text("go")), assistant(...blocks), user(...calls.map((id) => result(id)), text("on"))];
  const { request, losses } = translate({ messages }, { ...options, ...more });
  const items = request.input.slice(1, -1).filter(({ type }) => type !== "function_call_output");
  return { items, kinds: items.map(({ type }) => type), losses: codes(losses) };
}

describe("the follower of reasoning (M17)", () => {
  const failed = { type: "web_search_tool_result_error", error_code: "unavailable" };
  const search = [
    { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: { query: "q" } },
    { type: "web_search_tool_result", tool_use_id: "srvtoolu_1", content: failed },
  ];

  test.each<[string, unknown[], string[], string]>([
    ["is not there", [thought(envelope())], [], "messages.1.content.0"],
    ["is an empty text", [thought(envelope()), text("")], [], "messages.1.content.0"],
    [
      "is an empty text before a call",
      [thought(envelope()), text(""), call("toolu_1")],
      ["function_call"],
      "messages.1.content.0",
    ],
    [
      "is a search that is text by now",
      [thought(envelope()), ...search, text("a")],
      ["message", "message"],
      "messages.1.content.0",
    ],
    ["is a search without a result", [thought(envelope()), ...search.slice(0, 1)], ["message"], "messages.1.content.0"],
    [
      "is reasoning that cannot go back",
      [text("a"), thought(envelope()), thought("EqQB")],
      ["message"],
      "messages.1.content.1",
    ],
  ])("%s: the reasoning is left out", (_name, blocks, kinds, path) => {
    const given = replay(blocks);
    expect(given.kinds).toEqual(kinds);
    expect(given.losses).toContain(`orphan_reasoning_dropped@${path}`);
  });

  test("two reasoning items in a row lose it together", () => {
    const given = replay([thought(envelope()), thought(envelope({ id: "rs_2" })), text(""), call("toolu_1")]);
    expect(given.kinds).toEqual(["function_call"]);
    expect(given.losses.filter((loss) => loss.startsWith("orphan"))).toHaveLength(2);
  });

  test("reasoning after what is gone stays", () => {
    const given = replay([text(""), ...search, thought(envelope()), call("toolu_1")]);
    expect(given.kinds).toEqual(["message", "reasoning", "function_call"]);
  });

  test("it must stand in the same message: one that comes later changes nothing that was sent (law 4)", () => {
    const first = [user(text("go")), assistant(thought(envelope()))];
    const messages = [...first, assistant(text("a")), user(text("on"))];
    const { request, losses } = translate({ messages }, options);
    expect(request.input.map(({ type }) => type)).toEqual(["message", "message", "message"]);
    expect(request.input.slice(0, 1)).toEqual(translate({ messages: first }, options).request.input);
    expect(losses).toMatchObject([{ code: "orphan_reasoning_dropped", path: "messages.1.content.0" }]);
  });
});

describe("phases come back (K5, M4)", () => {
  const phasesOf = (...blocks: unknown[]) =>
    replay(blocks).items.flatMap((item) => (item.type === "message" && "phase" in item ? [item.phase] : []));
  const commentary = thought(envelope({ phase: "commentary" }));

  test.each<[string, unknown[], string[]]>([
    ["as the signature tells", [commentary, text("a")], ["commentary"]],
    ["derived for what follows a told one", [commentary, text("a"), text("b")], ["commentary", "final_answer"]],
    [
      "like the told one before them, but for the last",
      [commentary, text("a"), text("b"), text("c")],
      ["commentary", "commentary", "final_answer"],
    ],
    [
      "like the told one before them, even before a call",
      [thought(envelope({ phase: "final_answer" })), text("a"), text("b"), call("toolu_1")],
      ["final_answer", "final_answer"],
    ],
    ["derived before a call", [commentary, text("a"), text("b"), call("toolu_1")], ["commentary", "commentary"]],
    [
      "one told by each reasoning item",
      [
        commentary,
        text("a"),
        thought(envelope({ id: "rs_2", phase: "commentary" })),
        text("b"),
        thought(envelope({ id: "rs_3", phase: "final_answer" })),
        text("c"),
      ],
      ["commentary", "commentary", "final_answer"],
    ],
    ["not taken over by a text after an empty one", [commentary, text(""), text("b")], ["final_answer"]],
    ["not taken over by a text after a call", [commentary, call("toolu_1"), text("b")], ["final_answer"]],
    [
      "told even where the reasoning itself cannot go back",
      [thought(envelope({ phase: "commentary", family: "o3" })), text("a")],
      ["commentary"],
    ],
    [
      "derived where the signature tells nonsense",
      [thought(envelope({ phase: "nonsense" })), text("a")],
      ["final_answer"],
    ],
  ])("%s", (_name, blocks, phases) => {
    expect(phasesOf(...blocks)).toEqual(phases);
  });
});

describe("families of deployment names (K5)", () => {
  const kinds = (model: string, families: RequestOptions["families"], more: RequestOptions = {}) =>
    replay([thought(envelope()), text("a")], { model, families, ...more }).kinds;
  const taken = ["reasoning", "message"];
  const dropped = ["message"];

  test.each<[string, string, RequestOptions["families"], string[]]>([
    ["no table, a snapshot", "gpt-5.4-2026-03-05", undefined, taken],
    ["no table, a name of the host's own", "prod-east", undefined, dropped],
    ["a glob", "prod-east", { "prod-*": "gpt-5.4" }, taken],
    ["a snapshot in the table", "prod-east", { "prod-*": "gpt-5.4-2026-03-05" }, taken],
    ["an exact name beats a glob", "prod-east", { "prod-*": "gpt-5.4", "prod-east": "gpt-5.4-mini" }, dropped],
    ["the first glob decides", "prod-east", { "*-east": "gpt-5.4-mini", "prod-*": "gpt-5.4" }, dropped],
    ["a table without the name", "prod-east", { "test-*": "gpt-5.4" }, dropped],
    ["names that every object has", "constructor", { "test-*": "gpt-5.4" }, dropped],
    ["a function", "prod-east", (id) => (id === "prod-east" ? "gpt-5.4" : null), taken],
    ["a function that does not know", "gpt-5.4", () => undefined, taken],
    ["an empty answer", "gpt-5.4", () => "", taken],
  ])("%s", (_name, model, families, expected) => {
    expect(kinds(model, families, { capabilities: { efforts: ["low"], phase: true } })).toEqual(expected);
  });

  test("the answer's context carries it, and the capabilities are looked up by it", () => {
    const { context, request } = translate(
      { thinking: { type: "adaptive" } },
      { model: "prod-east", families: { "prod-*": "gpt-5.4-2026-03-05" } },
    );
    expect(context).toMatchObject({ family: "gpt-5.4", upstreamModel: "prod-east" });
    expect(request).toMatchObject({ model: "prod-east", reasoning: { effort: "high" } });
  });

  test("a family among the capabilities comes first", () => {
    const families = { "prod-*": "gpt-5.4-mini" };
    expect(kinds("prod-east", families, { capabilities: { family: "gpt-5.4" } })).toEqual(taken);
    expect(kinds("prod-east", families, { capabilities: () => ({ family: "gpt-5.4" }) })).toEqual(taken);
    expect(kinds("prod-east", { "prod-*": "gpt-5.4" }, { capabilities: () => undefined })).toEqual(taken);
  });
});
