import { context, type Meter, propagation, type Tracer } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";

/** The SDK of OpenTelemetry with exporters into memory, and the propagators that hosts usually have. */
export type TelemetryMemory = {
  tracer: Tracer;
  meter: Meter;
  /** What spans that have ended would say to a collector, ids and times apart. */
  takeSpans: () => string[];
  /** What the metrics of all requests so far would say, numbers apart. */
  readMetrics: () => Promise<string>;
  stop: () => void;
};

export function telemetryMemory(): TelemetryMemory {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(
    new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
  );
  const exporter = new InMemorySpanExporter();
  const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: measured, exportIntervalMillis: 3_600_000 });
  const meters = new MeterProvider({ readers: [reader] });
  return {
    tracer: tracers.getTracer("privacy"),
    meter: meters.getMeter("privacy"),
    takeSpans: () => {
      const spans = exporter.getFinishedSpans().map(said);
      exporter.reset();
      return spans;
    },
    readMetrics: async () => {
      await reader.forceFlush();
      return JSON.stringify(measured.getMetrics(), (_, value) => (typeof value === "number" ? 0 : value));
    },
    stop: () => {
      context.disable();
      propagation.disable();
    },
  };
}

/** As OTLP's exporters write a span. */
function said(span: ReadableSpan): string {
  const { name, kind, status, attributes, events, links, resource, instrumentationScope } = span;
  return JSON.stringify({
    name,
    kind,
    status,
    attributes,
    events: events.map(({ name, attributes }) => ({ name, attributes })),
    links,
    resource: resource.attributes,
    instrumentationScope,
    traceState: span.spanContext().traceState?.serialize(),
    parentTraceState: span.parentSpanContext?.traceState?.serialize(),
  });
}
