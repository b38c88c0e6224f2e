import { context, propagation, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { failBefore, text } from "@transpond/testkit";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTelemetry } from "../src/opentelemetry.js";
import { gateway, hello } from "./gateway.js";

const spans = new InMemorySpanExporter();
const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
const tracer = tracers.getTracer("test");
const contexts = new AsyncLocalStorageContextManager();

beforeAll(() => {
  context.setGlobalContextManager(contexts.enable());
  propagation.setGlobalPropagator(
    new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
  );
});
beforeEach(() => spans.reset());
afterAll(() => {
  context.disable();
  propagation.disable();
});

/** Telemetry into memory: the spans above, and what a meter has measured. */
function observed() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const meters = new MeterProvider({ readers: [reader] });
  const telemetry = openTelemetry({ tracer, meter: meters.getMeter("test") });
  const metrics = async () => {
    await reader.forceFlush();
    const [scope] = exporter.getMetrics().at(-1)?.scopeMetrics ?? [];
    return (scope?.metrics ?? []).flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes, value }) => ({ name: descriptor.name, unit: descriptor.unit, attributes, value })),
    );
  };
  return { telemetry, metrics };
}

const about = { "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-5.4" };

describe("OpenTelemetry", () => {
  it.each([true, false])("has a span for each message, and what it cost (stream: %s)", async (stream) => {
    const { telemetry, metrics } = observed();
    await using gate = await gateway({ telemetry });
    await (await gate.post({ ...hello, stream })).text();
    await gate.post(hello, "/v1/messages/count_tokens");
    await new Promise((resolve) => setTimeout(resolve, 20));
    const [entry] = gate.logged;
    const tokens = [entry?.inputTokens, entry?.cacheReadTokens, entry?.cacheWriteTokens];
    const input = tokens.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    expect(spans.getFinishedSpans()).toHaveLength(1);
    expect(spans.getFinishedSpans()[0]).toMatchObject({
      name: "chat gpt-5.4",
      kind: 2,
      status: { code: SpanStatusCode.UNSET },
      attributes: {
        ...about,
        "gen_ai.request.stream": stream,
        "gen_ai.response.model": "gpt-5.4",
        "gen_ai.response.finish_reasons": ["end_turn"],
        "gen_ai.usage.input_tokens": input,
        "gen_ai.usage.output_tokens": entry?.outputTokens,
      },
    });
    const measured = await metrics();
    const names = measured.map(({ name, unit, attributes }) => [name, unit, attributes["gen_ai.token.type"]]);
    expect(names).toEqual([
      ["gen_ai.client.operation.duration", "s", undefined],
      ...(stream ? [["gen_ai.client.operation.time_to_first_chunk", "s", undefined]] : []),
      ["gen_ai.client.token.usage", "{token}", "input"],
      ["gen_ai.client.token.usage", "{token}", "output"],
    ]);
    for (const { attributes } of measured) expect(attributes).toMatchObject(about);
    expect(measured.at(-1)?.value).toMatchObject({ count: 1, sum: entry?.outputTokens });
  });

  it("names the type of a failure", async () => {
    const { telemetry, metrics } = observed();
    await using gate = await gateway({ telemetry });
    gate.upstream.script(failBefore({ status: 503, message: "secret" }));
    await gate.post(hello);
    const [span] = spans.getFinishedSpans();
    expect(span).toMatchObject({
      status: { code: SpanStatusCode.ERROR },
      attributes: { "error.type": "overloaded_error" },
    });
    expect(span?.status.message).toBeUndefined();
    expect(span?.events).toEqual([]);
    const [duration, ...more] = await metrics();
    expect(duration?.attributes).toEqual({ ...about, "error.type": "overloaded_error" });
    expect(more).toEqual([]);
  });

  it("goes on from the client's trace, and tells the upstream, but of no baggage", async () => {
    const { telemetry } = observed();
    await using gate = await gateway({ telemetry });
    const [traceId, parent] = ["4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"];
    const headers = { "x-api-key": "gateway-key", traceparent: `00-${traceId}-${parent}-01`, baggage: "user=secret" };
    await gate.post(hello, "/v1/messages", { headers });
    const [span] = spans.getFinishedSpans();
    const own = span?.spanContext();
    expect(own?.traceId).toBe(traceId);
    expect(span?.parentSpanContext?.spanId).toBe(parent);
    expect(gate.upstream.requests[0]?.headers.traceparent).toBe(`00-${traceId}-${own?.spanId}-01`);
    expect(gate.upstream.requests[0]?.headers).not.toHaveProperty("baggage");
  });

  it("is a part of what the host does, and what it does in turn a part of it", async () => {
    const { telemetry } = observed();
    const inside: (string | undefined)[] = [];
    const onUpstreamRequest = () => void inside.push(trace.getActiveSpan()?.spanContext().spanId);
    await using gate = await gateway({ telemetry, onUpstreamRequest });
    const outer = tracer.startSpan("request");
    await context.with(trace.setSpan(context.active(), outer), () => gate.post(hello));
    const [span] = spans.getFinishedSpans();
    expect(span?.parentSpanContext?.spanId).toBe(outer.spanContext().spanId);
    expect(inside).toEqual([span?.spanContext().spanId]);
  });

  it("needs no provider, and fails no request", async () => {
    await using quiet = await gateway({ telemetry: openTelemetry() });
    expect((await quiet.post(hello)).status).toBe(200);
    const broken = () => {
      throw new Error("collector");
    };
    const span = { run: <Result>(work: () => Result) => work(), headers: () => ({}), accepted: broken, ended: broken };
    for (const begin of [broken, () => span]) {
      await using gate = await gateway({ telemetry: { begin } });
      gate.upstream.script(text("Hi"));
      expect((await gate.post(hello)).status).toBe(200);
      expect(gate.logged).toMatchObject([{ outcome: "completed" }]);
    }
  });
});
