import { describe, expect, it } from "vitest";
import { toOpenAIRequest } from "../../src/index.js";
import { answered, bothWays } from "../support/both-ways.js";
import { called } from "../support/called.js";
import { added, argumentsDelta, callItem, created, done, terminal, usage } from "../support/upstream-events.js";

const use = (recipient_name: unknown, parameters: unknown) => ({ recipient_name, parameters });
const wrapped = (...tool_uses: unknown[]) => JSON.stringify({ tool_uses });
const two = wrapped(use("functions.Read", { file_path: "/a" }), use("functions.Glob", { pattern: "*" }));
const completed = (...output: object[]) => ({ status: "completed", output, usage });
const plain = (json: string, name = "parallel") => [["call_1", name, json]];

/** What a stream shows of a call whose arguments come in small deltas. */
function shown(call: ReturnType<typeof callItem>, changes: Parameters<typeof called>[1] = {}, head: object = {}) {
  const deltas = call.arguments.match(/.{1,5}/gs) ?? [];
  return called(
    [
      created(head),
      added(0, { ...call, arguments: "" }),
      ...deltas.map((delta) => argumentsDelta(0, delta)),
      done(0, call),
      terminal([call]),
    ],
    changes,
  );
}

describe("the models' own wrapper of parallel calls", () => {
  it.each([
    ["parallel", {}],
    ["multi_tool_use.parallel", {}],
    ["parallel", { namespace: "multi_tool_use" }],
  ])("%s %o becomes the calls that it holds", (name, extra) => {
    const reading = shown(callItem(name, two, extra));
    expect(reading.calls).toEqual([
      ["call_1_0", "Read", '{"file_path":"/a"}'],
      ["call_1_1", "Glob", '{"pattern":"*"}'],
    ]);
    expect(reading).toMatchObject({ end: "tool_use", losses: ["parallel_wrapper_unwrapped@output.0"] });
  });

  it("gives the same message as a whole", () => {
    const { message, losses } = answered(completed(callItem("parallel", two)));
    expect(message.content).toEqual([
      { type: "tool_use", id: "call_1_0", name: "Read", input: { file_path: "/a" }, caller: { type: "direct" } },
      { type: "tool_use", id: "call_1_1", name: "Glob", input: { pattern: "*" }, caller: { type: "direct" } },
    ]);
    expect(message.stop_reason).toBe("tool_use");
    expect(losses).toMatchObject([{ code: "parallel_wrapper_unwrapped", path: "output.0", severity: "info" }]);
  });

  it("keeps the digits of numbers, and leaves empty optional arguments out (K32)", () => {
    const json = '{ "tool_uses" : [ {"recipient_name":"Read","parameters":{"id":12345678901234567890,"pages":""}} ] }';
    const rules = { omittableArguments: { Read: { pages: ["empty_string" as const] } } };
    expect(shown(callItem("parallel", json), rules)).toMatchObject({
      calls: [["call_1_0", "Read", '{"id":12345678901234567890}']],
      losses: ["parallel_wrapper_unwrapped@output.0", "empty_argument_omitted@output.0.arguments.pages"],
    });
  });

  it("restores the names of tools", () => {
    const call = callItem("parallel", wrapped(use("functions.short_1", {})));
    expect(shown(call, { toolNames: { short_1: "mcp__long" } }).calls).toEqual([["call_1_0", "mcp__long", "{}"]]);
  });

  it("K9: keeps ids within their length, and apart from those of other calls", () => {
    const long = answered(completed(callItem("parallel", two, { call_id: "c".repeat(63) })));
    const ids = long.message.content.map((block) => ("id" in block ? block.id : ""));
    expect(new Set(ids).size).toBe(2);
    expect(ids).toEqual([expect.stringMatching(/^call_[0-9a-f]{40}$/), expect.stringMatching(/^call_[0-9a-f]{40}$/)]);
    const taken = answered(
      completed(callItem("Read", "{}", { call_id: "call_1_1" }), callItem("parallel", two, { id: "fc_2" })),
    );
    expect(taken.message.content).toMatchObject([{ id: "call_1_1", name: "Read" }, { id: "call_1_0" }]);
    expect(taken.losses.map(({ code }) => code)).toContain("duplicate_call_dropped");
  });

  it("is known by a name that comes late", () => {
    const call = callItem("parallel", two);
    const events = [created(), added(0, { ...call, name: "", arguments: "" }), argumentsDelta(0, two)];
    expect(called([...events, done(0, call), terminal([call])]).calls).toHaveLength(2);
  });

  it("R8: tells for each of its calls that a program made it", () => {
    const { losses } = shown(callItem("parallel", two, { caller: { type: "program", caller_id: "prog_1" } }));
    expect(losses).toEqual(["parallel_wrapper_unwrapped@output.0", "program_caller_dropped@output.0.caller"]);
  });
});

describe("a call named parallel that is no wrapper", () => {
  const good = use("functions.Read", {});
  it.each([
    ["no calls", wrapped()],
    ["nothing", "{}"],
    ["no arguments", ""],
    ["other arguments", '{"tasks":[]}'],
    ["another argument beside", JSON.stringify({ tool_uses: [good], n: 1 })],
    ["another argument before", JSON.stringify({ n: 1, tool_uses: [good] })],
    ["calls that are no list", JSON.stringify({ tool_uses: good })],
    ["calls that an object holds", JSON.stringify({ tool_uses: { a: good } })],
    ["calls of another name", JSON.stringify({ tasks: [good] })],
    ["a name with something before it", wrapped(good, use('x"functions.Read', {}))],
    ["a name with something behind it", wrapped(good, use('functions.Read"x', {}))],
    ["a call that is a text", wrapped(good, "functions.Read")],
    ["a call that is a list", wrapped(good, ["recipient_name", "parameters"])],
    ["a call without a name", wrapped(good, { parameters: {}, name: "Read" })],
    ["a call without parameters", wrapped(good, { recipient_name: "Read", input: {} })],
    ["a call with more than that", wrapped(good, { ...good, n: 1 })],
    ["parameters that are a text", wrapped(good, use("functions.Read", "{}"))],
    ["parameters that are a list", wrapped(good, use("functions.Read", [{}]))],
    ["a name that is none", wrapped(good, use("functions.Read file", {}))],
    ["a name too long", wrapped(good, use(`functions.${"x".repeat(65)}`, {}))],
    ["a name of another namespace", wrapped(good, use("browser.Read", {}))],
    ["a number for a name", wrapped(good, use(1, {}))],
    ["itself", wrapped(good, use("parallel", {}))],
  ])("%s: stays as it is", (_name, json) => {
    expect(shown(callItem("parallel", json))).toMatchObject({ calls: plain(json), end: "tool_use", losses: [] });
  });

  it("is the client's own where the request declares it", () => {
    const { context } = toOpenAIRequest(
      {
        model: "claude-test",
        max_tokens: 100,
        messages: [{ role: "user", content: "Hi" }],
        tools: [{ name: "parallel", input_schema: { type: "object", properties: {} } }],
      },
      { model: "gpt-5.6-sol" },
    );
    expect(context.parallelTool).toBe(true);
    const reading = shown(callItem("parallel", two), context);
    expect(reading.calls).toEqual(plain(two));
    expect(reading.deltas.length).toBeGreaterThan(1);
  });

  it("marks no context of other requests", () => {
    const body = { model: "claude-test", max_tokens: 100, messages: [{ role: "user" as const, content: "Hi" }] };
    expect(toOpenAIRequest(body, { model: "gpt-5.6-sol" }).context).not.toHaveProperty("parallelTool");
  });

  it("is the host's own where the upstream was given such a tool", () => {
    const tools = [{ type: "function", name: "parallel" }];
    expect(shown(callItem("parallel", two), {}, { tools }).calls).toEqual(plain(two));
  });

  it.each([
    ["parallel", { namespace: "crm" }],
    ["parallelize", {}],
    ["Read", {}],
  ])("%s %o streams as it comes", (name, extra) => {
    const reading = shown(callItem(name, two, extra));
    expect(reading.calls).toEqual(plain(two, name));
    expect(reading.deltas.length).toBeGreaterThan(1);
  });

  it("K30, K31: a wrapper that was cut, or is no JSON, ends as any other call", () => {
    const cut = callItem("parallel", two.slice(0, -3), { status: "incomplete" });
    const incomplete = { status: "incomplete", incomplete_details: { reason: "max_output_tokens" }, usage };
    const { message, losses } = answered({ ...incomplete, output: [cut] });
    expect(message.content).toMatchObject([{ id: "call_1", name: "parallel", input: {} }]);
    expect(losses).toMatchObject([{ code: "tool_call_truncated" }]);
    expect(bothWays(completed({ ...cut, status: "completed" })).error?.type).toBe("api_error");
    expect(bothWays(completed(callItem("parallel", `${two}]`))).error?.type).toBe("api_error");
    expect(shown({ ...cut, status: "completed" })).toMatchObject({ calls: plain(cut.arguments), end: "api_error" });
  });
});
