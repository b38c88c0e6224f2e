import type { Loss, LossPolicy, OpenAIRequest, RequestOptions, TranslationContext } from "@transpond/core";
import type { DetectOptions } from "@transpond/core/redact";
import type { Authenticate } from "./authenticate.js";
import type { CountDriftOptions } from "./count-drift.js";
import type { TokenCounter } from "./count-tokens.js";
import type { CallerOptions } from "./log/caller.js";
import type { Logger } from "./log/logger.js";
import type { ModelEntry } from "./models.js";
import type { RouteSwitches } from "./routes.js";
import type { Telemetry } from "./telemetry.js";

/** Where requests go, and with whose key. */
export type Upstream = {
  /** Default: `https://api.openai.com/v1`. A query string is kept, as Azure's `api-version` needs. */
  baseURL?: string | undefined;
  /**
   * The server's key. Without it, and without an `authorization` or `api-key` in `headers`, the client's own key is
   * passed through, unless `authenticate` checks keys of the gateway's own. Given as `undefined`, it is taken for an
   * environment variable that is not set, and refused.
   */
  apiKey?: string | undefined;
  /** Name of the header that takes the key as it is. Default: `authorization`, as `Bearer`. */
  authHeader?: string | undefined;
  /** Sent with every request, such as `openai-organization`. */
  headers?: Headers | Record<string, string> | undefined;
  /** Asks the upstream. Default: the runtime's `fetch`, or Node's own HTTP client on Node's servers. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Names who decrypts reasoning state. Default: the base URL and the organisation. Give it where several keys share one. */
  identity?: string | undefined;
  /**
   * Which model stands behind a deployment name, such as Azure's: `{ "prod-*": "gpt-5.4" }`, or a function of the
   * upstream's model id. Reasoning is replayed within a family only, and the built-in capabilities are looked up by it.
   */
  families?: NonNullable<RequestOptions["families"]> | undefined;
  /** What the models take, where the built-in table does not know. */
  capabilities?: NonNullable<RequestOptions["capabilities"]> | undefined;
};

/** Durations in milliseconds; 0 or infinite: no limit. */
export type Timeouts = {
  /** Silence of the client while it sends its body; then it gets 408 `timeout_error`. Default: 30,000. */
  body?: number | undefined;
  /** From sending a request until the upstream's response head. Default: 120,000. */
  head?: number | undefined;
  /** Silence of the upstream inside an answer. Default: 240,000, below the 300,000 at which Node's `fetch` gives up. */
  idle?: number | undefined;
  /** Whole duration of an answer without streaming. Default: 590,000, below the 10 minutes of the Anthropic SDK. */
  total?: number | undefined;
  /** Whole duration of a streamed answer, against an upstream that never ends. Default: 3,600,000. */
  stream?: number | undefined;
  /** How long `close()` lets messages go on. Default: 25,000, below the 30 seconds that most platforms give. */
  shutdown?: number | undefined;
};

/** Sizes in bytes, and how many messages at once. */
export type Limits = {
  /** Size of a request body, also after decompression. Default: 32 MiB, Anthropic's own. */
  bodyBytes?: number | undefined;
  /** Size of an upstream answer that is not streamed. Default: 64 MiB. */
  upstreamBytes?: number | undefined;
  /**
   * Messages in progress at once; more are answered 529 `overloaded_error` with `retry-after`, which clients obey.
   * 0: no limit, the default.
   */
  concurrency?: number | undefined;
};

/** How a handler is set up; `upstream` and `model` are required. */
export type HandlerOptions = {
  /**
   * Where requests go, and with whose key; or a function that says so for a request and what `authenticate` returned. One
   * that reads the request's body reads a `clone()`: the body is read once.
   */
  upstream: Upstream | ((request: Request, principal: unknown) => Upstream | Promise<Upstream>);
  /** The upstream's model for the one that the client names: one id, a table of globs, or a function. */
  model: NonNullable<RequestOptions["model"]>;
  /**
   * Who may call: a list of keys, a function that returns a principal or null, or `false` for everybody. It must be
   * given where the server holds the upstream's key, or chooses the upstream by a function. A function that reads the
   * request's body reads a `clone()`: the body is read once.
   */
  authenticate?: Authenticate | undefined;
  /** What to do about losses of a request. Default: `report`. */
  lossPolicy?: LossPolicy | undefined;
  /** Key for hashing user ids (HMAC-SHA-256); without it plain SHA-256, which a guess can confirm. */
  hashKey?: string | undefined;
  /** `detail` of images; default by model. */
  imageDetail?: NonNullable<RequestOptions["imageDetail"]> | undefined;
  /** Optional tool arguments that models fill with nothing, by tool and property. */
  omittableArguments?: NonNullable<RequestOptions["omittableArguments"]> | undefined;
  /** Called for each loss of a request or of its answer. */
  onLoss?: ((loss: Loss, requestId: string) => void) | undefined;
  /**
   * Called with what was thrown on this side, by the host's functions, by `fetch` or inside, and the request's id. The
   * client is told none of it. Refusals and answers of the upstream are not errors.
   */
  onError?: ((error: unknown, requestId: string) => void) | undefined;
  /** Called before each request to the upstream, with the body that is about to be sent. What it throws refuses the request. */
  onUpstreamRequest?: ((body: OpenAIRequest, context: TranslationContext) => void | Promise<void>) | undefined;
  /**
   * Takes two entries for each request, when it is accepted and when it has ended: metadata only. Anything with pino's
   * `info(object, message)`; `false` for silence. Default: JSON lines on the console.
   */
  logger?: Logger | false | undefined;
  /** Whether entries hold system prompt, messages and answers, redacted. Default: `none`. */
  content?: "none" | "redacted" | undefined;
  /** What is redacted in content beside all that is by default: the host's own recognisers, national ids. */
  redaction?: DetectOptions | undefined;
  /** Names callers and their sessions in entries by pseudonyms, and persons in content. Default: false. */
  pseudonyms?: boolean | CallerOptions | undefined;
  /** Traces and metrics of messages; see `openTelemetry` of `@transpond/fetch/opentelemetry`. */
  telemetry?: Telemetry | undefined;
  /** How `count_tokens` counts. Default: `local`. */
  countTokens?: "local" | "upstream" | TokenCounter | undefined;
  /**
   * Compares local token counts with what the upstream billed, for a share of the answers, so that one sees when it begins
   * to count in a new way: `countDrift` of the log entry, and `onDrift`. Default: none, since each costs a count.
   */
  countDrift?: CountDriftOptions | undefined;
  /** What `GET /v1/models` lists. Default: the exact names of a `model` table, or `claude-<id>` for a single id. */
  models?: readonly (string | ModelEntry)[] | undefined;
  /** How long the head of a stream is held back, so that an early failure becomes a real status. Default: 10,000 ms. */
  holdMs?: number | undefined;
  /** Silence after which a `ping` is sent; 0 or infinite: none. Default: 10,000 ms. */
  pingMs?: number | undefined;
  /** How long clients, the upstream and closing may take. Defaults: see each. */
  timeouts?: Timeouts | undefined;
  /** How large bodies may be, and how many messages at once. Defaults: see each. */
  limits?: Limits | undefined;
  /** Switches routes off, and `health` on. Default: all but `health`. */
  routes?: RouteSwitches | undefined;
  /** Current time in milliseconds since 1970. Default: `Date.now`. */
  now?: (() => number) | undefined;
};
