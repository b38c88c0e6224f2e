import { describe, expect, test } from "vitest";
import type { TranslationContext } from "../../src/context.js";
import { isObject, objectsAt } from "../../src/json.js";
import { decodeCodeExecutionId, encodeCodeExecutionId } from "../../src/server-tool-id.js";
import { checkMessageStream } from "../../src/stream/check-message-stream.js";
import { createTranslator } from "../../src/stream/create-translator.js";
import { encodeServerSentEvents } from "../../src/stream/encode-events.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { comparable } from "../support/comparable.js";
import { testContext } from "../support/context.js";
import { needsCorpus, recordings } from "../support/corpus.js";
import { officialMessage } from "../support/official-accumulator.js";
import { anthropicJudge, hasSchema, streamEventJudge } from "../support/schema.js";
import { added, created, done, messageItem, terminal, usage } from "../support/upstream-events.js";
import { assistant, codes, ephemeral, items, refusal, text, tool, translate, user } from "./support.js";

const codeTool = { type: "code_execution_20250522", name: "code_execution" };
const sent = { type: "code_interpreter", container: { type: "auto" } };
const cntr = "cntr_68ec87613e58819097ec47888dc686d8088a1d37157e7565";
const call = {
  type: "code_interpreter_call",
  id: "ci_02ffbc38ae6fca1a0068ec876654a08197af4d648fe8bba210",
  code: "print(2 + 2)",
  container_id: cntr,
  outputs: [{ type: "logs", logs: "4\n" }],
  status: "completed",
};
const finished = (...output: object[]) => ({
  id: "resp_1",
  status: "completed",
  created_at: 1_763_900_000,
  output,
  usage,
});

describe("code execution becomes the code interpreter (T11)", () => {
  test.each([
    ["code_execution_20250522", []],
    ["code_execution_20250825", ["code_execution_python_only@tools.0"]],
    ["code_execution_20260120", ["code_execution_python_only@tools.0"]],
    ["code_execution_20260521", ["code_execution_python_only@tools.0"]],
  ])("%s", (type, losses) => {
    const result = translate({ tools: [{ type, name: "code_execution" }] });
    expect(result.request.tools).toEqual([sent]);
    expect(result.request.include).toContain("code_interpreter_call.outputs");
    expect(result.context.serverTools).toEqual(["code_execution"]);
    expect(codes(result.losses)).toEqual(losses);
  });

  test("what it lacks is reported, and refused where losses are", () => {
    const hints = { strict: true, defer_loading: true, allowed_callers: ["code_execution_20260120"], ...ephemeral };
    expect(codes(translate({ tools: [{ ...codeTool, ...hints }, tool("A")] }).losses)).toEqual([
      "feature_unsupported@tools.0.allowed_callers",
      "tool_hint_dropped@tools.0.strict",
      "defer_loading_ignored@tools.0.defer_loading",
      "cache_marker_dropped@tools.0.cache_control",
    ]);
    const newer = { tools: [{ type: "code_execution_20260120", name: "code_execution" }] };
    expect(refusal(newer, { lossPolicy: "reject" })).toMatchObject({ status: 400, path: "tools.0" });
  });

  test("forced, it is required, or the only one allowed (A.5)", () => {
    const tool_choice = { type: "tool", name: "code_execution" };
    expect(translate({ tools: [codeTool], tool_choice }).request).toMatchObject({ tool_choice: "required" });
    const { request } = translate({ tools: [codeTool, tool("A")], tool_choice });
    expect(request.tool_choice).toEqual({
      type: "allowed_tools",
      mode: "required",
      tools: [{ type: "code_interpreter" }],
    });
    expect(request).not.toHaveProperty("parallel_tool_calls");
  });
});

describe("containers (A23)", () => {
  test.each([cntr, { id: cntr }, { id: cntr, skills: [] }, { id: cntr, skills: null }])("%j is used", (container) => {
    const { request, losses } = translate({ tools: [codeTool], container });
    expect(request.tools).toEqual([{ type: "code_interpreter", container: cntr }]);
    expect(losses).toEqual([]);
  });

  test.each([null, {}, { id: null, skills: null }])("%j is none", (container) => {
    expect(translate({ tools: [codeTool], container }).request.tools).toEqual([sent]);
  });

  test.each([
    ["container_011CYVPF4iP8oD6Vsz1NhVih", "container"],
    [{ id: "container_011CYVPF4iP8oD6Vsz1NhVih" }, "container"],
    ["cntr_", "container"],
    [`cntr_${"a".repeat(60)}`, "container"],
    ["cntr_1/../2", "container"],
    [{ id: cntr, skills: [{ type: "anthropic", skill_id: "pdf" }] }, "container.skills"],
    [{ id: 1 }, "container.id"],
    [7, "container"],
  ])("%j is refused", (container, path) => {
    expect(refusal({ tools: [codeTool], container })).toMatchObject({
      status: 400,
      type: "invalid_request_error",
      path,
    });
  });

  test("without the tool, and unknown fields: reported", () => {
    expect(codes(translate({ container: cntr }).losses)).toEqual(["tool_hint_dropped@container"]);
    const { losses } = translate({ tools: [codeTool], container: { id: cntr, region: "eu" } });
    expect(codes(losses)).toEqual(["unknown_field@container.region"]);
  });

  test("uploads are refused where they stand (B11)", () => {
    const upload = { type: "container_upload", file_id: "file-abc" };
    expect(refusal({ tools: [codeTool], messages: [user(text("a"), upload)] })).toMatchObject({
      status: 400,
      path: "messages.0.content.1",
    });
  });
});

const answer = (item: object, context: TranslationContext = testContext()) =>
  fromOpenAIResponse(finished(item), context);

describe("what the upstream ran is shown (R11)", () => {
  const id = `srvtoolu_${call.id}_${cntr}_0a1b2c3d`;

  test("code, output and container", () => {
    const { message, losses } = answer(call);
    expect(message.content).toEqual([
      {
        type: "server_tool_use",
        id,
        name: "code_execution",
        input: { code: "print(2 + 2)" },
        caller: { type: "direct" },
      },
      {
        type: "code_execution_tool_result",
        tool_use_id: id,
        content: { type: "code_execution_result", stdout: "4\n", stderr: "", return_code: 0, content: [] },
      },
    ]);
    expect(message).toMatchObject({
      stop_reason: "end_turn",
      container: { id: cntr, expires_at: new Date((1_763_900_000 + 1200) * 1000).toISOString(), skills: null },
    });
    expect(losses).toEqual([]);
  });

  const resultOf = (changes: object) => {
    const { message, losses } = answer({ ...call, ...changes });
    const [, result] = message.content;
    return { content: result?.type === "code_execution_tool_result" ? result.content : null, losses: codes(losses) };
  };

  test.each([
    [null, ""],
    [[{ type: "logs", logs: "a" }], "a"],
    [
      [
        { type: "logs", logs: "a" },
        { type: "logs", logs: "b\n" },
        { type: "logs", logs: "c" },
      ],
      "a\nb\nc",
    ],
  ])("outputs %j", (outputs, stdout) => {
    expect(resultOf({ outputs })).toMatchObject({ content: { stdout }, losses: [] });
  });

  test("images and parts of another kind are losses", () => {
    const outputs = [
      { type: "image", url: "data:image/png;base64,aaaa" },
      { type: "logs", logs: "x" },
      { type: "new" },
    ];
    expect(resultOf({ outputs })).toMatchObject({
      content: { stdout: "[image, not shown]\nx" },
      losses: ["code_output_images@output.0.outputs.0", "unknown_output_part@output.0.outputs.2"],
    });
  });

  test("a failed run has a return code, one that was cut an error", () => {
    expect(resultOf({ status: "failed" }).content).toMatchObject({ return_code: 1, stdout: "4\n" });
    for (const status of ["incomplete", "in_progress", "interpreting"]) {
      expect(resultOf({ status })).toEqual({
        content: { type: "code_execution_tool_result_error", error_code: "unavailable" },
        losses: ["tool_call_truncated@output.0"],
      });
    }
  });

  test("code in the arguments of a call, as one server sends it", () => {
    const item = { type: call.type, id: "fc_1-2", status: "completed", name: "code_execution" };
    const { message } = answer({ ...item, arguments: '{"code":"1+1"}' });
    expect(message.content).toMatchObject([
      { id: "srvtoolu_x_fc_1_2", input: { code: "1+1" } },
      { content: { stdout: "" } },
    ]);
    expect(message.container).toBeNull();
    expect(answer({ ...item, arguments: "{" }).message.content[0]).toMatchObject({ input: { code: "" } });
  });

  test("a container whose age is not known is not named", () => {
    for (const created_at of [undefined, "now", Number.MAX_VALUE]) {
      const response = { ...finished(call), created_at };
      expect(fromOpenAIResponse(response, testContext()).message.container).toBeNull();
    }
  });

  test("the container of the last item counts, whichever was done first", () => {
    const other = { ...call, id: "ci_2", container_id: "cntr_2" };
    const output = [call, other];
    const response = { created_at: 1 };
    const begun = { type: call.type };
    const events = [created(response), added(0, begun), added(1, begun), done(1, other), done(0, call)];
    const translator = createTranslator(testContext());
    const out = [...events, terminal(output, response)].flatMap((event) => translator.push(event));
    expect(out.find(({ type }) => type === "message_delta")).toMatchObject({ delta: { container: { id: "cntr_2" } } });
  });

  test("a search that follows takes nothing away", () => {
    const search = { type: "web_search_call", id: "ws_1", status: "completed", action: { type: "search", query: "a" } };
    const { message } = fromOpenAIResponse(finished(call, search), testContext());
    expect(message.container).toMatchObject({ id: cntr });
  });

  test("a call that never ended is not shown, and the turn is paused", () => {
    const translator = createTranslator(testContext());
    const events = [created(), added(0, { ...call, status: "in_progress", code: "" }), terminal([])];
    const out = events.flatMap((event) => translator.push(event));
    expect(out.map(({ type }) => type)).toEqual(["message_start", "message_delta", "message_stop"]);
    expect(out.at(-2)).toMatchObject({ delta: { stop_reason: "pause_turn", container: null } });
    expect(codes(translator.losses)).toEqual(["tool_call_truncated@output.0"]);
  });

  test("two calls of one id have blocks of two", () => {
    const { message } = fromOpenAIResponse(finished(call, { ...call }), testContext());
    const ids = message.content.flatMap((block) => (block.type === "server_tool_use" ? [block.id] : []));
    expect(new Set(ids).size).toBe(2);
  });

  test("stream and body agree; grammar, schema and the official client accept both", async () => {
    const output = [call, messageItem("It is 4.")];
    const dated = { created_at: 5 };
    const events = [
      created(dated),
      added(0, { ...call, status: "in_progress", code: "", outputs: null }),
      { type: "response.code_interpreter_call.in_progress", output_index: 0 },
      { type: "response.code_interpreter_call_code.delta", output_index: 0, delta: "print(2 + 2)" },
      done(0, call),
      done(1, output[1] ?? {}),
      terminal(output, dated),
    ];
    const translator = createTranslator(testContext());
    const out = events.flatMap((event) => translator.push(event));
    expect(checkMessageStream(out, { profile: "strict" })).toEqual([]);
    const { message } = fromOpenAIResponse({ ...finished(...output), ...dated }, testContext());
    const official = await officialMessage(encodeServerSentEvents(out));
    expect(official.content).toEqual(message.content);
    expect(comparable(official)).toEqual(comparable(message));
    if (!hasSchema) return;
    const judge = streamEventJudge();
    for (const event of out) expect(judge(event)).toEqual([]);
    expect(anthropicJudge("Message")(JSON.parse(JSON.stringify(message)))).toEqual([]);
  });
});

describe("what the upstream ran goes back to it (B9)", () => {
  const options = { identity: "https://api.openai.com/v1" };
  const first = translate({ tools: [codeTool] }, options);
  const shown = (item: object) => answer(item, first.context).message.content;
  const again = (content: readonly unknown[], fields: object = { tools: [codeTool] }, changes: object = {}) =>
    translate(
      { messages: [user(text("a")), assistant(...content, text("ok")), user(text("b"))], ...fields },
      { ...options, ...changes },
    );
  const itemsOf = (content: readonly unknown[]) =>
    again(content).request.input.filter(({ type }) => type === "code_interpreter_call");

  test.each([
    [{}, {}],
    [{ outputs: null }, {}],
    [{ outputs: [] }, { outputs: null }],
    [{ status: "failed" }, {}],
    [{ status: "incomplete" }, { outputs: null }],
    [
      {
        outputs: [
          { type: "logs", logs: "a" },
          { type: "logs", logs: "b" },
        ],
      },
      { outputs: [{ type: "logs", logs: "a\nb" }] },
    ],
  ])("an item with %j", (changes, expected) => {
    expect(itemsOf(shown({ ...call, ...changes }))).toEqual([{ ...call, ...changes, ...expected }]);
  });

  test("it stands where it ran, and text before it is commentary", () => {
    const { request, losses } = again([text("Let me see."), ...shown(call)]);
    expect(request.input.slice(1)).toMatchObject([
      { content: "Let me see.", phase: "commentary" },
      { type: "code_interpreter_call" },
      { content: "ok", phase: "final_answer" },
      { role: "user" },
    ]);
    expect(request.tools).toEqual([sent]);
    expect(losses).toEqual([]);
  });

  test("what stands on the error output is sent as well", () => {
    const [use, result] = JSON.parse(JSON.stringify(shown(call)));
    result.content.stderr = "warned";
    expect(itemsOf([use, result])).toMatchObject([{ outputs: [{ logs: "4\n" }, { logs: "warned" }] }]);
  });

  const flattened = ["server_tool_flattened@messages.1.content.1", "code_execution_stateless@messages.1.content.1"];
  const use = (id: string, name = "code_execution") => ({ type: "server_tool_use", id, name, input: { code: "1" } });
  const result = (tool_use_id: string, content: object = { type: "code_execution_result", stdout: "4" }) => ({
    type: "code_execution_tool_result",
    tool_use_id,
    content,
  });
  const ours = `srvtoolu_${call.id}_${cntr}_${first.context.identity}`;

  test.each([
    ["of Anthropic", [use("srvtoolu_01HdeXFEfm2TUaENsFep6QUJ"), result("srvtoolu_01HdeXFEfm2TUaENsFep6QUJ")]],
    ["of another upstream", [use(`srvtoolu_ci_1_cntr_2_00ff`), result(`srvtoolu_ci_1_cntr_2_00ff`)]],
    ["of no upstream", [use(`srvtoolu_ci_1_cntr_2`), result(`srvtoolu_ci_1_cntr_2`)]],
    ["of another tool", [use(ours, "bash_code_execution"), result(ours)]],
    ["without code", [{ ...use(ours), input: { command: "ls" } }, result(ours)]],
    ["with an unknown result", [use(ours), result(ours, { type: "encrypted_code_execution_result", stdout: "4" })]],
    [
      "with files",
      [use(ours), result(ours, { type: "code_execution_result", stdout: "4", content: [{ file_id: "f" }] })],
    ],
  ])("a run %s is text, and its state is gone", (_, content) => {
    const { request, losses } = again(content);
    expect(request.input.map(({ type }) => type)).not.toContain("code_interpreter_call");
    expect(codes(losses)).toEqual(flattened);
  });

  test("other tools leave no state behind", () => {
    const search = { ...use("srvtoolu_01", "web_search"), input: { query: "a" } };
    const found = { type: "web_search_tool_result", tool_use_id: "srvtoolu_01", content: [] };
    expect(codes(again([search, found]).losses)).toEqual(["server_tool_flattened@messages.1.content.1"]);
  });

  test("so is one of ours where the tool is not declared, or that stands there twice", () => {
    const { request, losses } = again(shown(call), {});
    expect(request.input.map(({ type }) => type)).not.toContain("code_interpreter_call");
    expect(codes(losses)).toEqual(["server_tool_flattened@messages.1.content.1"]);
    expect(itemsOf([...shown(call), text("and"), ...shown(call)])).toHaveLength(1);
  });

  test("more turns change nothing before them, tools included", () => {
    const turns = [user(text("a")), assistant(...shown(call), text("ok")), user(text("b"))];
    const before = translate({ messages: turns.slice(0, 1), tools: [codeTool] }, options).request;
    const after = translate({ messages: turns, tools: [codeTool] }, options).request;
    expect(after.input.slice(0, before.input.length)).toEqual(before.input);
    expect(after.tools).toEqual(before.tools);
  });

  test("an upstream without a name has ids without one", () => {
    const nameless = translate({ tools: [codeTool] });
    const content = answer(call, nameless.context).message.content;
    expect(content[0]).toMatchObject({ id: `srvtoolu_${call.id}_${cntr}` });
    const messages = [user(text("a")), assistant(...content), user(text("b"))];
    expect(translate({ messages, tools: [codeTool] }).request.input[1]).toEqual(call);
    expect(items(messages)[1]).not.toEqual(call);
  });

  test.each(["ci_a-b", "fc_1", "", `ci_${"a".repeat(62)}`])("an item id such as %j cannot be carried", (id) => {
    expect(encodeCodeExecutionId({ id, containerId: "cntr_1", identity: "" })).toBeNull();
  });

  test("ids are read as they were written", () => {
    const origin = { id: "ci_1", containerId: "cntr_2", identity: "ff" };
    expect(decodeCodeExecutionId(encodeCodeExecutionId(origin) ?? "")).toEqual(origin);
    expect(encodeCodeExecutionId({ ...origin, containerId: "" })).toBeNull();
    expect(encodeCodeExecutionId({ ...origin, identity: "Not hex" })).toBeNull();
    expect(decodeCodeExecutionId("srvtoolu_ci_1_cntr_2_ff_")).toBeNull();
  });
});

const bodies = recordings("responses-json")
  .map(({ name, text: body }) => ({ name, body: JSON.parse(body) }))
  .filter(({ body }) => isObject(body) && objectsAt(body, "output").some(({ type }) => type === call.type))
  .filter(({ body }) => body.status === "completed");

describe.skipIf(bodies.length === 0)(`recorded code interpreter calls go back as they came${needsCorpus}`, () => {
  test("there are some", () => expect(bodies.length).toBeGreaterThanOrEqual(9));

  // One server has calls of its own form, one recording was written without a container.
  const others = ["ai__xai_xai-code-execution-tool", "opentelemetry-js-contrib"];
  test.each(bodies.filter(({ name }) => !others.some((start) => name.startsWith(start))))("$name", ({ body }) => {
    const { context } = translate({ tools: [codeTool] });
    const { message } = fromOpenAIResponse(body, context);
    const messages = [user(text("a")), assistant(...message.content), user(text("b"))];
    const { request } = translate({ messages, tools: [codeTool] });
    const replayed = request.input.filter(({ type }) => type === call.type);
    const ran = objectsAt(body, "output").filter(({ type }) => type === call.type);
    expect(replayed).toEqual(
      ran.map((item) => ({ ...item, outputs: Array.isArray(item.outputs) ? item.outputs : null })),
    );
  });
});
