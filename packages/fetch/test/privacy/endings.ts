import type { HandlerOptions } from "../../src/index.js";
import type { Canaries } from "./canaries.js";
import type { Sowing } from "./plant.js";
import { type AnswerEnd, asStream, plantedAnswer, plantedError } from "./planted-answer.js";
import { clientHeaders, upstreamHeaders } from "./planted-headers.js";
import { plantedRequest } from "./planted-request.js";
import type { Scenario } from "./scenario.js";
import { thrown } from "./thrown.js";

/** What a scenario is made of. */
export type Ground = {
  canaries: Canaries;
  sowing: Sowing;
  shape: object;
  stream: boolean;
  /** Chooses among forms of headers, ids and options. */
  form: number;
  /** Which items the answer has, by its bits. */
  choice: number;
};

export type Ending = (ground: Ground) => Scenario;

type Reply = (ground: Ground) => Response | Promise<Response>;

const sse = { "content-type": "text/event-stream; charset=utf-8" };
const json = { "content-type": "application/json" };
const html = { "content-type": "text/html" };

const headersOf = ({ canaries, form }: Ground, more: Record<string, string> = {}) => ({
  ...upstreamHeaders(canaries, form),
  ...more,
});

/** Models by which a request is sent on; some repeat what the client says. */
const models: ((canaries: Canaries) => HandlerOptions["model"])[] = [
  () => "gpt-5.4",
  () => ({ "*": "gpt-5.4" }),
  () => ({ "q*": "gpt-5.4-mini", "*": "gpt-5.4" }),
  () => (name) => name,
  (canaries) => () => canaries.word(),
  () => () => "gpt-5.6-sol",
];

/** A request to a handler whose upstream answers so. */
function asking(ground: Ground, reply: Reply, more: Partial<Scenario> = {}): Scenario {
  const { canaries, sowing, shape, stream, form } = ground;
  const headers = clientHeaders(canaries, form);
  return {
    path: `/v1/messages?${canaries.word()}=${canaries.word()}`,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(plantedRequest(shape, sowing, { stream, form })),
    ...more,
    options: {
      upstream: {
        apiKey: canaries.secret(),
        baseURL: `https://${canaries.word()}.example/${canaries.word()}?api-version=${canaries.word()}`,
        headers: { "openai-organization": canaries.word(), [canaries.word()]: canaries.any() },
        identity: canaries.word(),
        fetch: async () => reply(ground),
      },
      model: models[form % models.length]?.(canaries) ?? "gpt-5.4",
      authenticate: form % 2 === 0 ? false : [headers["x-api-key"], canaries.secret()],
      pseudonyms: form % 5 === 1 ? { key: "a key", tenant: canaries.word() } : form % 5 === 2,
      hashKey: canaries.word(),
      holdMs: 30,
      onLoss: () => {},
      ...more.options,
    },
  };
}

const streamed = (ground: Ground, text: string | ReadableStream<Uint8Array>) =>
  new Response(text, { headers: headersOf(ground, sse) });

const answered =
  (end: AnswerEnd, spoilt = false): Ending =>
  (ground) =>
    asking(ground, () => streamed(ground, asStream(plantedAnswer(ground.sowing, end, ground.choice, spoilt))));

const refused =
  (status: number, code: string | null = null): Ending =>
  (ground) =>
    asking(ground, () => {
      const body = JSON.stringify({ error: plantedError(ground.sowing, code), [ground.canaries.word()]: 1 });
      return new Response(body, { status, headers: headersOf(ground, json) });
    });

const said =
  (status: number, type: Record<string, string>, body: (canaries: Canaries) => string): Ending =>
  (ground) =>
    asking(ground, () => new Response(body(ground.canaries), { status, headers: headersOf(ground, type) }));

/** Options of the host that throw, each anything. */
const hostFailures: Readonly<Record<string, (fail: () => never) => Partial<HandlerOptions>>> = {
  fetch: (fail) => ({ upstream: { apiKey: "k", fetch: async () => fail() } }),
  "fetch at once": (fail) => ({ upstream: { apiKey: "k", fetch: fail } }),
  authenticate: (fail) => ({ authenticate: async () => fail() }),
  upstream: (fail) => ({ upstream: fail, authenticate: false }),
  model: (fail) => ({ model: fail }),
  "loss policy": (fail) => ({ lossPolicy: fail }),
  onUpstreamRequest: (fail) => ({ onUpstreamRequest: fail }),
  onLoss: (fail) => ({ onLoss: fail }),
  onError: (fail) => ({ onError: fail, onUpstreamRequest: fail }),
  "a tenant": (fail) => ({ pseudonyms: { tenant: fail } }),
  "a capability": (fail) => ({ upstream: { apiKey: "k", capabilities: fail, fetch: async () => fail() } }),
};

const failing =
  (host: (fail: () => never) => Partial<HandlerOptions>, what: (canaries: Canaries) => unknown): Ending =>
  (ground) =>
    asking(ground, () => streamed(ground, asStream(plantedAnswer(ground.sowing, "completed", ground.choice))), {
      options: withRest(
        ground,
        host(() => {
          throw what(ground.canaries);
        }),
      ),
    });

/** Options that a scenario replaces, beside those that every handler needs. */
function withRest(ground: Ground, options: Partial<HandlerOptions>): HandlerOptions {
  return {
    upstream: { apiKey: "k", fetch: async () => streamed(ground, "") },
    model: "gpt-5.4",
    authenticate: false,
    ...options,
  };
}

const bodies: Readonly<Record<string, (ground: Ground, whole: string) => Partial<Scenario>>> = {
  "JSON that breaks off": ({ choice }, whole) => ({
    body: whole.slice(0, Math.max(1, (whole.length * (choice % 100)) >> 7)),
  }),
  "JSON with a canary behind it": ({ canaries }, whole) => ({ body: `${whole} ${canaries.word()}` }),
  "no JSON": ({ canaries }) => ({ body: canaries.any() }),
  "a list": (_, whole) => ({ body: `[${whole}]` }),
  "no UTF-8": (_, whole) => ({ body: new Uint8Array([...new TextEncoder().encode(whole), 0xff]) }),
  "a coding that is not there": ({ canaries }) => ({ headers: { "content-encoding": canaries.word() } }),
  "a coding that breaks": () => ({ headers: { "content-encoding": "gzip" } }),
  "messages that are none": ({ canaries }) => ({
    body: JSON.stringify({ model: canaries.word(), max_tokens: 9, messages: canaries.any() }),
  }),
  "a role that is none": ({ canaries }) => ({
    body: JSON.stringify({
      model: canaries.word(),
      max_tokens: 9,
      messages: [{ role: canaries.word(), content: canaries.any() }],
    }),
  }),
  "a block that is none": ({ canaries }) => ({
    body: JSON.stringify({
      model: canaries.word(),
      max_tokens: 9,
      messages: [{ role: "user", content: [{ type: canaries.word(), [canaries.word()]: canaries.any() }] }],
    }),
  }),
  "a tool that nobody declared": ({ canaries }) => ({
    body: JSON.stringify({
      model: canaries.word(),
      max_tokens: 9,
      messages: [{ role: "user", content: "x" }],
      tools: [{ name: "a b", input_schema: { type: canaries.word(), [canaries.word()]: canaries.any() } }],
      tool_choice: { type: "tool", name: canaries.word() },
    }),
  }),
  "numbers that are texts": ({ canaries }) => ({
    body: JSON.stringify({
      model: [canaries.word()],
      max_tokens: canaries.word(),
      stream: canaries.word(),
      messages: [],
    }),
  }),
  "JSON that is too deep": ({ canaries }) => ({
    body: `{"model":"x","max_tokens":9,"messages":[{"role":"user","content":"x"}],"${canaries.word()}":${"[".repeat(9000)}"${canaries.word()}"${"]".repeat(9000)}}`,
  }),
  "a version that is none": ({ canaries }) => ({ headers: { "anthropic-version": canaries.word() } }),
};

const broken =
  (change: (ground: Ground, whole: string) => Partial<Scenario>): Ending =>
  (ground) => {
    const scenario = asking(ground, () => streamed(ground, ""));
    const { headers, ...rest } = change(ground, String(scenario.body));
    return { ...scenario, ...rest, headers: { ...scenario.headers, ...headers } };
  };

/** A body that gives some events and then goes on as `after` has it. */
const beginning = (ground: Ground, after: (controller: ReadableStreamDefaultController<Uint8Array>) => void) => {
  const events = plantedAnswer(ground.sowing, "cut", ground.choice | 4);
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(asStream(events.slice(0, 1 + (ground.choice % events.length)))));
      after(controller);
    },
  });
};

const silent = () => new Promise<Response>(() => {});
const never = () => {};

const listed =
  (path: string, method = "GET"): Ending =>
  (ground) => {
    const { body: _, ...scenario } = asking(ground, () => streamed(ground, ""));
    const { canaries } = ground;
    return {
      ...scenario,
      method,
      path: `${path.replace(":id", canaries.word())}?${canaries.word()}=${canaries.word()}&limit=${canaries.word()}`,
    };
  };

const counting =
  (options: (ground: Ground) => Partial<HandlerOptions>, reply: Reply): Ending =>
  (ground) => {
    const scenario = asking(ground, reply, { path: `/v1/messages/count_tokens?${ground.canaries.word()}` });
    return { ...scenario, options: { ...scenario.options, ...options(ground) } };
  };

const limited =
  (timeouts: HandlerOptions["timeouts"], reply: Reply, stream?: boolean): Ending =>
  (ground) => {
    const scenario = asking(stream === undefined ? ground : { ...ground, stream }, reply);
    return { ...scenario, options: { ...scenario.options, timeouts, holdMs: 1 } };
  };

const named = <Value>(names: Readonly<Record<string, Value>>, name: string, make: (value: Value) => Ending) =>
  Object.entries(names).map(([key, value]): [string, Ending] => [`${name}: ${key}`, make(value)]);

const ends: readonly AnswerEnd[] = [
  "completed",
  "incomplete",
  "filtered",
  "failed",
  "error",
  "flat error",
  "cut",
  "cancelled",
];
const statuses = [400, 401, 403, 404, 408, 409, 413, 418, 422, 429, 500, 502, 503, 529];
const codes = [
  "invalid_api_key",
  "context_length_exceeded",
  "rate_limit_exceeded",
  "insufficient_quota",
  "unsupported_parameter",
];

/** Every way in which a request ends, each with canaries in all that takes part in it. */
export const endings: ReadonlyMap<string, Ending> = new Map<string, Ending>([
  ...ends.map((end): [string, Ending] => [`an answer, ${end}`, answered(end)]),
  ...ends.map((end): [string, Ending] => [`an answer of unknown words, ${end}`, answered(end, true)]),
  ...statuses.map((status): [string, Ending] => [`the upstream's ${status}`, refused(status)]),
  ...codes.map((code): [string, Ending] => [`the upstream's ${code}`, refused(400, code)]),
  ["a page for an answer", said(200, html, (canaries) => `<h1>${canaries.word()}</h1>${canaries.found()}`)],
  ["a page for an error", said(502, html, (canaries) => `<title>${canaries.word()}</title>${canaries.found()}`)],
  ["an empty error", said(500, {}, () => "")],
  ["an empty answer", said(200, sse, () => "")],
  ["a text for an error", said(503, { "content-type": "text/plain" }, (canaries) => canaries.any())],
  [
    "an error of broken JSON",
    said(400, json, (canaries) => `{"error":{"message":"${canaries.word()}","code":"${canaries.word()}`),
  ],
  [
    "an error of another shape",
    said(400, json, (canaries) => JSON.stringify({ [canaries.word()]: [canaries.any()], detail: canaries.any() })),
  ],
  ["a type that is none", said(200, {}, (canaries) => canaries.word())],
  [
    "a redirection",
    (ground) =>
      asking(
        ground,
        () =>
          new Response(null, {
            status: 302,
            headers: headersOf(ground, { location: `https://${ground.canaries.word()}.example` }),
          }),
      ),
  ],
  [
    "events that are none",
    said(
      200,
      sse,
      (canaries) =>
        `event: ${canaries.word()}\ndata: ${canaries.word()}\n\ndata: {"${canaries.word()}":\n\n: ${canaries.word()}\nid: ${canaries.word()}\n\n`,
    ),
  ],
  [
    "a whole Response instead of a stream",
    (ground) =>
      asking(ground, () => {
        const last = plantedAnswer(ground.sowing, "completed", ground.choice).at(-1);
        return new Response(JSON.stringify(last?.response), { headers: headersOf(ground, json) });
      }),
  ],
  ...named(thrown, "fetch throws", (what) =>
    failing((fail) => ({ upstream: { apiKey: "k", fetch: async () => fail() } }), what),
  ),
  ...named(
    thrown,
    "a body breaks with",
    (what) => (ground) =>
      asking(ground, () =>
        streamed(
          ground,
          beginning(ground, (controller) => controller.error(what(ground.canaries))),
        ),
      ),
  ),
  ...Object.entries(hostFailures).flatMap(([name, host]) =>
    named(thrown, `${name} throws`, (what) => failing(host, what)).filter((_, at) => at < 4 || at > 10),
  ),
  ...named(bodies, "a request of", broken),
  [
    "a request that is too large",
    (ground) => {
      const scenario = asking(ground, () => streamed(ground, ""));
      return { ...scenario, options: { ...scenario.options, limits: { bodyBytes: 20 } } };
    },
  ],
  [
    "an answer that is too large",
    (ground) => {
      const scenario = asking(
        ground,
        () => new Response(JSON.stringify({ a: ground.canaries.word() }), { headers: headersOf(ground, json) }),
      );
      return { ...scenario, options: { ...scenario.options, limits: { upstreamBytes: 5 } } };
    },
  ],
  [
    "an upload that breaks",
    (ground) => {
      const { canaries } = ground;
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(`{"model":"${canaries.word()}`));
          controller.error(thrown["an error with causes"]?.(canaries));
        },
      });
      return { ...asking(ground, () => streamed(ground, "")), body };
    },
  ],
  [
    "no key that is known",
    (ground) => {
      const scenario = asking(ground, () => streamed(ground, ""));
      return { ...scenario, options: { ...scenario.options, authenticate: [ground.canaries.secret()] } };
    },
  ],
  [
    "nobody",
    (ground) => {
      const scenario = asking(ground, () => streamed(ground, ""));
      return { ...scenario, options: { ...scenario.options, authenticate: () => null } };
    },
  ],
  [
    "somebody",
    (ground) => {
      const { canaries } = ground;
      const scenario = asking(ground, () =>
        streamed(ground, asStream(plantedAnswer(ground.sowing, "completed", ground.choice))),
      );
      const principal = { user: canaries.found(), [canaries.word()]: canaries.word() };
      return {
        ...scenario,
        options: {
          ...scenario.options,
          authenticate: () => principal,
          pseudonyms: { key: "k", tenant: () => canaries.word() },
        },
      };
    },
  ],
  [
    "losses that are refused",
    (ground) => {
      const scenario = asking(ground, () => streamed(ground, ""));
      return { ...scenario, options: { ...scenario.options, lossPolicy: "reject" } };
    },
  ],
  ["a path that is not served", listed("/v1/:id/messages", "POST")],
  ["a method that is not served", listed("/v1/messages", "PUT")],
  ["a method that nobody knows", (ground) => ({ ...listed("/v1/messages")(ground), method: ground.canaries.word() })],
  ["the list of models", listed("/v1/models")],
  ["a model", listed("/v1/models/:id")],
  ["a probe", listed("/", "HEAD")],
  [
    "the streaming route",
    (ground) => ({ ...answered("completed")(ground), path: `/v1/messages/stream?${ground.canaries.word()}` }),
  ],
  ["a local count", counting(() => ({ countTokens: "local" }), silent)],
  [
    "an upstream's count",
    counting(
      () => ({ countTokens: "upstream" }),
      ({ canaries }) => Response.json({ input_tokens: 7, [canaries.word()]: canaries.any() }),
    ),
  ],
  [
    "a count that is none",
    counting(
      () => ({ countTokens: "upstream" }),
      (ground) => Response.json({ input_tokens: ground.canaries.word() }, { headers: headersOf(ground) }),
    ),
  ],
  [
    "a count that is refused",
    counting(
      () => ({ countTokens: "upstream" }),
      (ground) => new Response(ground.canaries.any(), { status: 404, headers: headersOf(ground) }),
    ),
  ],
  ["a count by the host", counting(() => ({ countTokens: () => 7 }), silent)],
  ...named(thrown, "a count by the host throws", (what) =>
    counting(
      ({ canaries }) => ({
        countTokens: () => {
          throw what(canaries);
        },
      }),
      silent,
    ),
  ).slice(0, 4),
  ["no head in time", limited({ head: 3 }, silent)],
  ["silence inside an answer", limited({ idle: 3 }, (ground) => streamed(ground, beginning(ground, never)))],
  [
    "an answer that takes too long",
    limited({ total: 3 }, (ground) => streamed(ground, beginning(ground, never)), false),
  ],
  ["a client that left before", (ground) => ({ ...answered("completed")(ground), leaves: "before" })],
  ["a client that leaves before the head", (ground) => asking(ground, silent, { leaves: "soon" })],
  [
    "a client that leaves at the head",
    (ground) =>
      asking({ ...ground, stream: true }, () => streamed(ground, beginning(ground, never)), {
        leaves: "after the head",
      }),
  ],
  [
    "a client that leaves inside an answer",
    (ground) =>
      asking({ ...ground, stream: true }, () => streamed(ground, beginning(ground, never)), { leaves: "later" }),
  ],
  [
    "a client that leaves a whole answer",
    (ground) => ({ ...answered("completed")({ ...ground, stream: false }), leaves: "soon" }),
  ],
]);
