import { TranspondError } from "@transpond/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHandler, type HandlerOptions, type RequestSpan } from "../../src/index.js";
import { openTelemetry } from "../../src/opentelemetry.js";
import { Canaries } from "./canaries.js";
import { endings } from "./endings.js";
import { leaksIn } from "./leaks.js";
import { asStream, plantedAnswer } from "./planted-answer.js";
import { type LoggerForm, type Outcome, run, type Scenario } from "./scenario.js";
import { type TelemetryMemory, telemetryMemory } from "./telemetry-memory.js";
import { groundOf } from "./verdict.js";
import { watchOutput } from "./witness.js";

/** Ways out that need something special to be seen. */
const witness = watchOutput();
let memory: TelemetryMemory | undefined;
beforeAll(() => {
  memory = telemetryMemory();
});
afterAll(() => memory?.stop());

const draw = { ending: "an answer, completed", start: 3, shape: "hello", stream: true, form: 10, choice: 4, spoil: 0 };
const ground = groundOf(draw, "none");

function scenarioWith(options: Partial<HandlerOptions>, headers: Record<string, string> = {}): Scenario {
  const scenario = endings.get(draw.ending)?.(ground);
  if (!scenario) throw new Error("There is no such ending.");
  return {
    ...scenario,
    headers: { ...scenario.headers, ...headers },
    options: { ...scenario.options, authenticate: false, ...options },
  };
}

const ask = (options: Partial<HandlerOptions>, headers: Record<string, string> = {}, form: LoggerForm = "info only") =>
  run(scenarioWith(options, headers), form, { implementation: { createHandler, openTelemetry }, witness, memory });

const leaksOf = ({ written, entries }: Outcome) =>
  written.flatMap((text) =>
    leaksIn(
      text,
      entries.map(({ requestId }) => requestId),
    ),
  );

const canaries = new Canaries(777);
const trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const answer = () => asStream(plantedAnswer(ground.sowing, "completed", 4));
const sse = { "content-type": "text/event-stream" };

describe("nothing of a client's gets into a span by", () => {
  it.each([
    ["tracestate", { traceparent: trace, tracestate: `vendor=${canaries.word()}` }],
    ["baggage", { traceparent: trace, baggage: `user=${canaries.word()};note=${canaries.word()}` }],
    ["traceparent", { traceparent: `${trace}-${canaries.word()}` }],
  ])("its header %s", async (_, headers) => {
    expect(leaksOf(await ask({}, headers))).toEqual([]);
  });

  it("nor is baggage sent to the upstream", async () => {
    const sent: string[] = [];
    const fetch = async (_url: unknown, init?: RequestInit) => {
      const headers = [...new Headers(init?.headers)].filter(([name]) => /trace|baggage|request-id/.test(name));
      sent.push(JSON.stringify(headers));
      return new Response(answer(), { headers: sse });
    };
    const headers = { traceparent: trace, baggage: `user=${canaries.word()}` };
    await ask({ upstream: { apiKey: "k", fetch } }, headers);
    expect(sent).toHaveLength(1);
    // The number of the span is drawn anew each time, and its digits may be those of anything.
    const spanId = /(?<=-)[0-9a-f]{16}(?=-)/;
    expect(sent.flatMap((text) => leaksIn(text.replace(spanId, "§")))).toEqual([]);
  });
});

describe("nothing of a host's gets into an entry by", () => {
  it("an error of ours with a type that is none", async () => {
    const error = Reflect.construct(TranspondError, [{ status: 400, type: canaries.word(), message: "x" }]);
    const outcome = await ask({
      onUpstreamRequest: () => {
        throw error;
      },
    });
    expect(leaksOf(outcome)).toEqual([]);
  });

  it("the status of an answer that is none", async () => {
    const odd = new Proxy(new Response(answer(), { headers: sse }), {
      get: (target, name) => {
        if (name === "status") return canaries.word();
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    expect(leaksOf(await ask({ upstream: { apiKey: "k", fetch: async () => odd } }))).toEqual([]);
  });
});

describe("telemetry of the host's own that fails changes nothing for the client", () => {
  const whole: RequestSpan = { run: (work) => work(), headers: () => ({}), accepted: () => {}, ended: () => {} };
  const fail = (): never => {
    throw new Error(canaries.word());
  };
  it.each(["headers", "accepted", "ended"] as const)("in %s", async (method) => {
    const scenario = scenarioWith({});
    const handler = createHandler({
      ...scenario.options,
      telemetry: { begin: () => ({ ...whole, [method]: fail }) },
      logger: false,
    });
    const { body, headers } = scenario;
    const request = new Request("http://g/v1/messages", { method: "POST", headers, ...(body && { body }) });
    const response = await handler(request);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("message_stop");
  });

  it("and may be an object with methods", async () => {
    class Span implements RequestSpan {
      readonly seen: string[] = [];
      run<Result>(work: () => Result): Result {
        return work();
      }
      headers() {
        return {};
      }
      accepted() {
        this.seen.push("accepted");
      }
      ended() {
        this.seen.push("ended");
      }
    }
    const span = new Span();
    const scenario = scenarioWith({});
    const handler = createHandler({ ...scenario.options, telemetry: { begin: () => span }, logger: false });
    const { body, headers } = scenario;
    await (
      await handler(new Request("http://g/v1/messages", { method: "POST", headers, ...(body && { body }) }))
    ).text();
    await new Promise((resolve) => setImmediate(resolve));
    expect(span.seen).toEqual(["accepted", "ended"]);
  });
});

describe("redacted content", () => {
  const shown = async (content: unknown, role: "user" | "assistant" = "user"): Promise<string> => {
    const scenario = scenarioWith({ content: "redacted" });
    const messages = [
      { role: "user", content: "x" },
      ...(role === "user" ? [] : [{ role, content }]),
      { role: "user", content: role === "user" ? content : "x" },
    ];
    const body = JSON.stringify({ model: "m", max_tokens: 9, messages });
    const { entries } = await run({ ...scenario, body }, "info only", {
      implementation: { createHandler, openTelemetry },
      witness,
    });
    const request = entries.find(({ event }) => event === "request");
    expect(request?.content).toBeDefined();
    return JSON.stringify([request?.content, request?.redactions]);
  };

  it("holds no signature of a compaction", async () => {
    const signature = canaries.word();
    const blocks = [{ type: "compaction", content: "short", encrypted_content: null, signature }];
    expect(leaksIn(await shown(blocks, "assistant"))).toEqual([]);
  });

  it("counts redactions by classes of its own only", async () => {
    const said = await shown("[TODO] [JOHN_SMITH] and alice@example.com");
    expect(said).toMatch(/,\{"EMAIL":1\}\]$/);
  });
});
