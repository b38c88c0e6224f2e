import {
  agent,
  call,
  countInput,
  failBefore,
  failInside,
  type JsonObject,
  lastUserText,
  parallel,
  type Respond,
  rateLimited,
  reasoning,
  stall,
  text,
  turnsOf,
  webSearch,
} from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import { runClaudeCode } from "./claude-code.js";
import { answeredBlocks, member, objectsOf, toolResults } from "./client-messages.js";
import { pdf, png } from "./fixtures.js";
import { CLIENT_KEY, startGateway } from "./gateway.js";
import { CLAUDE_CODE_VERSION } from "./pinned.js";
import { hasRequestSchema, requestSchemaPath, schemaComplaints } from "./request-schema.js";
import { itemsOf, outputText, runSession, type SentRequest, type Session } from "./session.js";
import { expectSound } from "./sound.js";
import { expectGrowing } from "./threads.js";
import { createWorkspace } from "./workspace.js";

/** One model of each generation: without reasoning; before and after tool search; with cache breakpoints; newest. */
const models = ["gpt-4.1", "gpt-5.1", "gpt-5.4", "gpt-5.6-sol", "gpt-6-astra"];

/** Input tokens as the client adds them up: fresh, read from the cache, written to it. */
const clientInputTokens = (session: Session): number =>
  ["input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"]
    .map((key) => Number(member(session.result, "usage", key)))
    .reduce((sum, count) => sum + count, 0);

const usesWebSearch = ({ tools }: Readonly<Record<string, unknown>>) =>
  objectsOf(tools).some(({ type }) => type === "web_search");

describe.each(models)("Claude Code on %s", (model) => {
  it("loops over the Bash tool", async () => {
    const session = await runSession({
      model,
      prompts: ["What is 40 + 2?"],
      tools: ["Bash"],
      respond: () =>
        agent([
          [reasoning("I let the shell add."), text("Adding."), call("Bash", { command: "echo sum-$((40 + 2))" })],
          text("It is 42."),
        ]),
    });

    expectSound(session);
    expect(session.result?.result).toBe("It is 42.");
    expect(answeredBlocks(session.messages, "text").map((block) => block.text)).toEqual(["Adding.", "It is 42."]);
    expect(answeredBlocks(session.messages, "tool_use")).toMatchObject([
      { name: "Bash", input: { command: "echo sum-$((40 + 2))" } },
    ]);
    expect(toolResults(session.messages)).toMatchObject([{ content: "sum-42", is_error: false }]);

    const [first, second] = session.sent;
    expect(session.sent).toHaveLength(2);
    expect(first?.body.model).toBe(model);
    expectGrowing(session.sent);
    const [made] = itemsOf(second, "function_call");
    const [output] = itemsOf(second, "function_call_output");
    expect(made).toMatchObject({ name: "Bash", arguments: '{"command":"echo sum-$((40 + 2))"}' });
    expect(output?.call_id).toBe(made?.call_id);
    expect(outputText(output?.output)).toBe("sum-42");
  });

  it("gives the model's reasoning back", async () => {
    const session = await runSession({
      model,
      prompts: ["Look around"],
      tools: ["Bash"],
      respond: () => agent([[reasoning("Listing first."), call("Bash", { command: "ls" })], text("Nothing there.")]),
    });

    expectSound(session);
    const given = itemsOf(session.sent[1], "reasoning");
    if (model === "gpt-4.1") expect(given).toEqual([]);
    else expect(given).toMatchObject([{ encrypted_content: expect.any(String) }]);
  });

  it("bills what the upstream billed, and reads its cache", async () => {
    const session = await runSession({
      model,
      prompts: ["Two steps"],
      tools: ["Bash"],
      respond: () => agent([call("Bash", { command: "true" }), text("Done.")]),
    });

    expectSound(session);
    const billed = session.sent.reduce((sum, { body }) => sum + countInput(body), 0);
    expect(clientInputTokens(session)).toBe(billed);
    expect(member(session.result, "usage", "cache_read_input_tokens")).toBeGreaterThan(1000);
  });

  it("runs two tools of one answer", async () => {
    const session = await runSession({
      model,
      prompts: ["Do both"],
      tools: ["Bash", "Read"],
      files: { "a.txt": "alpha\n" },
      respond: (workspace) =>
        agent([
          parallel(call("Bash", { command: "echo one" }), call("Read", { file_path: workspace.path("a.txt") })),
          text("Both done."),
        ]),
    });

    expectSound(session);
    expect(session.result?.result).toBe("Both done.");
    expect(toolResults(session.messages)).toHaveLength(2);
    expectGrowing(session.sent);
    const outputs = new Map(
      itemsOf(session.sent[1], "function_call_output").map(({ call_id, output }) => [call_id, outputText(output)]),
    );
    const outputOf = (name: string) =>
      outputs.get(itemsOf(session.sent[1], "function_call").find((made) => made.name === name)?.call_id);
    expect(outputs.size).toBe(2);
    expect(outputOf("Bash")).toBe("one");
    expect(outputOf("Read")).toContain("alpha");
  });

  it("shows the model an image and a PDF", async () => {
    const files = { "square.png": png(16, [200, 20, 20]), "page.pdf": pdf("Hello from a page") };
    const session = await runSession({
      model,
      prompts: ["Read both files"],
      tools: ["Read"],
      files,
      respond: (workspace) =>
        agent([
          call("Read", { file_path: workspace.path("square.png") }),
          call("Read", { file_path: workspace.path("page.pdf") }),
          text("A red square and a page."),
        ]),
    });

    expectSound(session);
    expect(session.result?.result).toBe("A red square and a page.");
    expect(session.sent).toHaveLength(3);
    expectGrowing(session.sent);
    const parts = itemsOf(session.sent[2], "function_call_output").flatMap(({ output }) => objectsOf(output));
    expect(parts.filter(({ type }) => type === "input_image")).toMatchObject([
      { image_url: `data:image/png;base64,${files["square.png"].toString("base64")}` },
    ]);
    expect(parts.filter(({ type }) => type === "input_file")).toMatchObject([
      { file_data: `data:application/pdf;base64,${files["page.pdf"].toString("base64")}` },
    ]);
  });

  it("tells the model that a command failed", async () => {
    const session = await runSession({
      model,
      prompts: ["Fail"],
      tools: ["Bash"],
      respond: () => agent([call("Bash", { command: "echo bad >&2; exit 3" }), text("It failed.")]),
    });

    expectSound(session);
    expect(session.result?.result).toBe("It failed.");
    expect(toolResults(session.messages)).toMatchObject([{ content: "Exit code 3\nbad", is_error: true }]);
    const [output] = itemsOf(session.sent[1], "function_call_output");
    expect(outputText(output?.output)).toMatch(/^Tool execution error:\s+Exit code 3\nbad$/);
  });

  it("loads WebSearch and searches the web", async () => {
    const found = webSearch(
      "transpond",
      ["https://example.com/transpond"],
      text("Transpond is documented.", {
        citations: [{ url: "https://example.com/transpond", title: "Transpond", on: "documented" }],
      }),
    );
    const loop = agent([
      call("ToolSearch", { query: "select:WebSearch", max_results: 5 }),
      call("WebSearch", { query: "transpond" }),
      text("Found it."),
    ]);
    const respond: Respond = (body, n) => (usesWebSearch(body) ? found : loop(body, n));
    const session = await runSession({
      model,
      prompts: ["Search for transpond"],
      tools: ["WebSearch"],
      respond: () => respond,
    });

    expectSound(session);
    expect(session.result?.result).toBe("Found it.");
    const main = session.sent.filter(({ body }) => !usesWebSearch(body));
    const side = session.sent.filter(({ body }) => usesWebSearch(body));
    expect([main.length, side.length]).toEqual([3, 1]);
    expectGrowing(main);
    // What ToolSearch found is declared from then on, wherever this model takes it.
    const declaredIn = (request: SentRequest | undefined) =>
      [request?.body.tools, ...itemsOf(request, "additional_tools").map(({ tools }) => tools)]
        .flatMap(objectsOf)
        .filter(({ name }) => name === "WebSearch").length;
    expect(main.map(declaredIn)).toEqual([0, 1, 1]);
    expect(objectsOf(side[0]?.body.tools)).toMatchObject([{ type: "web_search" }]);
    expect(side[0]?.body.include).toContain("web_search_call.action.sources");
    // The client builds this text from the search's result blocks, not from what the model wrote.
    const [, searched] = toolResults(session.messages);
    expect(searched?.content).toContain('"url":"https://example.com/transpond"');
    expect(searched?.content).toContain("Transpond is documented.");
    const searchCounts = session.messages.map((message) => member(message, "tool_use_result", "searchCount"));
    expect(searchCounts.filter((count) => count !== undefined)).toEqual([1]);
    const byModel = Object.values(member(session.result, "modelUsage") ?? {});
    expect(byModel).toMatchObject([{ webSearchRequests: 1 }]);
  });
});

describe("Claude Code in other moods", () => {
  const model = "gpt-5.4";

  it("gives a subagent its own conversation", async () => {
    const task = { description: "Count", prompt: "SUBTASK: count to one", subagent_type: "general-purpose" };
    const loop = agent([call("Agent", { ...task, run_in_background: false }), text("All done.")]);
    const isSubtask = (body: JsonObject) => lastUserText(body).includes("SUBTASK");
    const respond: Respond = (body, n) => (isSubtask(body) ? text("One.") : loop(body, n));
    const session = await runSession({ model, prompts: ["Delegate"], tools: ["Agent"], respond: () => respond });

    expectSound(session);
    expect(session.result?.result).toBe("All done.");
    expect(session.sent.map(({ body }) => isSubtask(body))).toEqual([false, true, false]);
    expect(outputText(itemsOf(session.sent[2], "function_call_output")[0]?.output)).toContain("One.");
    const [main, sub, again] = session.sent.map(({ body }) => body.prompt_cache_key);
    expect(again).toBe(main);
    expect(sub).not.toBe(main);
  });

  it("sends what it sends to an older Claude model", async () => {
    const loop = agent([call("WebSearch", { query: "transpond" }), text("Found it.")]);
    const found = webSearch("transpond", ["https://example.com/"], text("It exists."));
    const respond: Respond = (body, n) => (usesWebSearch(body) ? found : loop(body, n));
    const session = await runSession({
      model,
      prompts: ["Search for transpond"],
      tools: ["WebSearch"],
      args: ["--model", "claude-haiku-4-5"],
      respond: () => respond,
    });

    // A thinking budget instead of an effort; then a forced search without thinking.
    expectSound(session);
    expect(session.result?.result).toBe("Found it.");
    const [main, side] = session.sent.map(({ body }) => body);
    expect(main?.reasoning).toMatchObject({ effort: expect.stringMatching(/medium|high/) });
    expect(side).toMatchObject({ tool_choice: "required", reasoning: { effort: "none" } });
  });

  it("sends fields that are newer than the gateway", async () => {
    const session = await runSession({
      model,
      prompts: ["Hi"],
      args: ["--permission-mode", "auto"],
      respond: () => agent([text("Hello.")]),
    });

    expectSound(session, ["unknown_field"]);
    expect(session.result?.result).toBe("Hello.");
    expect(session.losses).toContainEqual(expect.objectContaining({ code: "unknown_field", path: "safeguards" }));
  });
});

describe("Claude Code over several prompts", () => {
  const model = "gpt-5.4";
  const summary = "<analysis>Short.</analysis><summary>One was said.</summary>";
  const asksForSummary = (body: JsonObject) => lastUserText(body).includes("<summary>");
  const wasSummarised = (body: JsonObject) => JSON.stringify(body.input).includes("One was said.");

  it("continues a conversation", async () => {
    const session = await runSession({
      model,
      prompts: ["Say one", "Say two"],
      respond: () => agent([[reasoning("Easy."), text("One.")], text("Two.")]),
    });

    expectSound(session);
    expect(session.runs.map(({ result }) => result?.result)).toEqual(["One.", "Two."]);
    expectGrowing(session.sent);
  });

  it("compacts when the user asks for it", async () => {
    const session = await runSession({
      model,
      prompts: ["Say one", "Say two", "/compact", "Say three"],
      respond: () => (body) => text(asksForSummary(body) ? summary : "Said."),
    });

    expectSound(session);
    expect(session.sent).toHaveLength(4);
    expect(session.result?.result).toBe("Said.");
    expect(wasSummarised(session.sent[3]?.body ?? {})).toBe(true);
  });

  it("compacts by itself when the upstream's context window is full", async () => {
    const full = failInside({
      code: "context_length_exceeded",
      type: "invalid_request_error",
      message: "Your input exceeds the context window of this model. Please adjust your input and try again.",
    });
    const respond: Respond = (body) => {
      if (asksForSummary(body)) return text(summary);
      return turnsOf(body) < 2 || wasSummarised(body) ? text("Said.") : full;
    };
    const session = await runSession({ model, prompts: ["Say one", "Say two", "Say three"], respond: () => respond });

    expectSound(session);
    expect(session.result?.result).toBe("Said.");
    expect(session.messages.map(({ subtype }) => subtype)).toContain("compact_boundary");
    expect(wasSummarised(session.sent.at(-1)?.body ?? {})).toBe(true);
  });
});

describe("Claude Code when the upstream fails", () => {
  const model = "gpt-5.4";
  const RETRY_AFTER_S = 2;

  it("waits as long as a rate limit says, then goes on", async () => {
    const respond: Respond = (_body, n) => (n === 0 ? rateLimited(RETRY_AFTER_S) : text("Hello."));
    const session = await runSession({ model, prompts: ["Hi"], respond: () => respond });

    expect(session.sent.map(({ status }) => status)).toEqual([429, 200]);
    const retry = session.messages.find(({ subtype }) => subtype === "api_retry");
    expect(retry).toMatchObject({ error_status: 429 });
    // Left to itself it waits about half a second the first time.
    expect(Number(retry?.retry_delay_ms)).toBeGreaterThanOrEqual(RETRY_AFTER_S * 1000);
    expect([session.exitCode, session.result?.result]).toEqual([0, "Hello."]);
  });

  it("gives up at once when the quota is used up", async () => {
    const empty = failBefore({
      status: 429,
      code: "insufficient_quota",
      type: "insufficient_quota",
      message: "You exceeded your current quota, please check your plan and billing details.",
    });
    const session = await runSession({ model, prompts: ["Hi"], respond: () => () => empty });

    expect(session.sent).toHaveLength(1);
    expect(session.exitCode).toBe(1);
    expect(session.result).toMatchObject({ is_error: true, api_error_status: 402 });
  });

  it("asks again without streaming when an answer breaks off", async () => {
    const broken = [text("Half of an"), failInside({ code: "server_error", message: "It broke." })];
    const respond: Respond = (_body, n) => (n === 0 ? broken : text("The whole answer."));
    const session = await runSession({ model, prompts: ["Hi"], respond: () => respond });

    expectSound(session);
    expect(session.sent).toHaveLength(2);
    expect(session.result?.result).toBe("The whole answer.");
  });
});

describe("what the assertions above rest on", () => {
  it("notices a client that wants to leave the machine", async () => {
    const session = await runSession({
      model: "gpt-5.4",
      prompts: ["Fetch"],
      tools: ["WebFetch"],
      respond: () => agent([call("WebFetch", { url: "https://example.com/", prompt: "What is it?" }), text("No way.")]),
    });

    expect(session.result?.result).toBe("No way.");
    expect(session.outsideAttempts.length).toBeGreaterThan(0);
  });

  it("runs the pinned release, and no longer than it may; then the upstream stops too", async () => {
    const workspace = await createWorkspace();
    const gateway = await startGateway("gpt-5.4", () => [text("Once upon a"), stall()]);
    try {
      const { url: baseUrl, upstream } = gateway;
      const run = runClaudeCode({ baseUrl, apiKey: CLIENT_KEY, prompt: "Hi", workspace, timeoutMs: 8_000 });
      await expect(run).rejects.toThrow(
        new RegExp(`did not end within 8000 ms\n[^]*"claude_code_version":"${CLAUDE_CODE_VERSION}"`),
      );
      expect(upstream.requests).toHaveLength(1);
      await expect.poll(() => upstream.requests[0]?.aborted).toBe(true);
    } finally {
      await gateway.close();
      await workspace.remove();
    }
  });

  it.skipIf(!hasRequestSchema)(`judges requests by the published schema at ${requestSchemaPath}`, () => {
    expect(schemaComplaints({ model: "gpt-5.4", input: "Hi" })).toEqual([]);
    expect(schemaComplaints({ model: "gpt-5.4", input: "Hi", typo: 1 })).toEqual([
      "/ must NOT have additional properties",
    ]);
  });
});
