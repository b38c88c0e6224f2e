import {
  type Attributes,
  type Context,
  context,
  type Histogram,
  type Meter,
  metrics,
  propagation,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { ResponseEntry } from "./log/log-entry.js";
import type { Telemetry } from "./telemetry.js";

/** Who traces and measures, if not the providers that are registered. */
export type OpenTelemetryOptions = {
  /** Default: those of the providers that the host has registered. */
  tracer?: Tracer | undefined;
  meter?: Meter | undefined;
  /** `gen_ai.provider.name`, such as `azure.ai.openai`. Default: `openai`. */
  provider?: string | undefined;
};

const scope = "@transpond/fetch";
/** Those that the conventions advise: seconds, and tokens. */
const seconds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
const powersOfFour = Array.from({ length: 14 }, (_, power) => 4 ** power);

/**
 * Traces and measures messages by OpenTelemetry's conventions for generative AI: a span `chat <model>` for each, and the
 * metrics `gen_ai.client.operation.duration`, `gen_ai.client.operation.time_to_first_chunk` and
 * `gen_ai.client.token.usage`. Model, tokens, times and type of error only; never content. The span's parent is the active
 * one, else the client's `traceparent`, and the upstream is told of it in turn.
 * Source: OpenTelemetry, Semantic conventions for generative AI, spans and metrics (in development, 2026).
 *
 * @param options tracer and meter, if not the registered ones
 * @returns what `createHandler` takes as `telemetry`
 * @example
 * ```ts
 * const handler = createHandler({ upstream, model, authenticate, telemetry: openTelemetry() });
 * ```
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): Telemetry {
  const { tracer = trace.getTracer(scope), meter = metrics.getMeter(scope), provider = "openai" } = options;
  const operation: Attributes = { "gen_ai.operation.name": "chat", "gen_ai.provider.name": provider };
  const record = recorder(meter, operation);
  return {
    begin: (headers) => {
      const active = context.active();
      const parent = trace.getSpan(active) ? active : childOf(headers, active);
      const span = tracer.startSpan("chat", { kind: SpanKind.CLIENT, attributes: operation }, parent);
      const inside = trace.setSpan(parent, span);
      return {
        run: (work) => context.with(inside, work),
        headers: () => {
          const carrier: Record<string, string> = {};
          propagation.inject(inside, carrier);
          // Baggage may be the client's, and anything.
          const { baggage: _, ...headers } = carrier;
          return headers;
        },
        accepted: ({ upstreamModel, stream }) => {
          if (upstreamModel !== null) span.updateName(`chat ${upstreamModel}`);
          span.setAttributes({ ...modelOf(upstreamModel), "gen_ai.request.stream": stream });
        },
        ended: (entry) => {
          span.setAttributes({ ...endOf(entry), ...errorOf(entry) });
          if (entry.outcome === "failed") span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
          record(entry);
        },
      };
    },
  };
}

/** The client's trace, of which the two ids and the flags are taken: its state and baggage may hold anything. */
function childOf(headers: Headers, active: Context): Context {
  const remote = trace.getSpanContext(propagation.extract(active, headers, headerGetter));
  if (!remote) return active;
  const { traceId, spanId, traceFlags } = remote;
  return trace.setSpanContext(active, { traceId, spanId, traceFlags, isRemote: true });
}

const headerGetter: TextMapGetter<Headers> = {
  keys: (headers) => [...headers.keys()],
  get: (headers, name) => headers.get(name) ?? undefined,
};

const modelOf = (model: string | null): Attributes => (model === null ? {} : { "gen_ai.request.model": model });

const errorOf = ({ outcome, errorType }: ResponseEntry): Attributes =>
  outcome === "failed" ? { "error.type": errorType ?? "_OTHER" } : {};

/** What was read from a cache or written to one counts as input too. */
function inputOf({ inputTokens, cacheReadTokens, cacheWriteTokens }: ResponseEntry): number | undefined {
  return inputTokens === null ? undefined : inputTokens + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
}

function endOf(entry: ResponseEntry): Attributes {
  const { servedModel, stopReason, outputTokens, cacheReadTokens, cacheWriteTokens, firstContentMs, stream } = entry;
  return {
    "gen_ai.response.model": servedModel ?? undefined,
    "gen_ai.response.finish_reasons": stopReason === null ? undefined : [stopReason],
    "gen_ai.usage.input_tokens": inputOf(entry),
    "gen_ai.usage.output_tokens": outputTokens ?? undefined,
    "gen_ai.usage.cache_read.input_tokens": cacheReadTokens ?? undefined,
    "gen_ai.usage.cache_creation.input_tokens": cacheWriteTokens ?? undefined,
    "gen_ai.response.time_to_first_chunk": stream && firstContentMs !== null ? firstContentMs / 1000 : undefined,
  };
}

function recorder(meter: Meter, operation: Attributes): (entry: ResponseEntry) => void {
  const histogram = (name: string, unit: string, description: string, explicitBucketBoundaries: number[]): Histogram =>
    meter.createHistogram(name, { unit, description, advice: { explicitBucketBoundaries } });
  const duration = histogram("gen_ai.client.operation.duration", "s", "GenAI operation duration.", seconds);
  const firstChunk = histogram(
    "gen_ai.client.operation.time_to_first_chunk",
    "s",
    "Time until the first content of a streamed answer.",
    seconds,
  );
  const usage = histogram("gen_ai.client.token.usage", "{token}", "Tokens of input and output.", powersOfFour);
  return (entry) => {
    const { upstreamModel, servedModel, durationMs, firstContentMs, stream, outputTokens } = entry;
    const about: Attributes = { ...operation, ...modelOf(upstreamModel) };
    if (servedModel !== null) about["gen_ai.response.model"] = servedModel;
    duration.record(durationMs / 1000, { ...about, ...errorOf(entry) });
    if (stream && firstContentMs !== null) firstChunk.record(firstContentMs / 1000, about);
    const inputTokens = inputOf(entry);
    if (inputTokens !== undefined) usage.record(inputTokens, { ...about, "gen_ai.token.type": "input" });
    if (outputTokens !== null) usage.record(outputTokens, { ...about, "gen_ai.token.type": "output" });
  };
}
