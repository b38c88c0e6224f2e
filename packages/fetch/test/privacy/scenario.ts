import pino from "pino";
import type { createHandler, HandlerOptions, LogEntry, Logger } from "../../src/index.js";
import type { openTelemetry } from "../../src/opentelemetry.js";
import type { TelemetryMemory } from "./telemetry-memory.js";
import type { Witness } from "./witness.js";

/** What is tested; another than the real one where a test has changed something in it. */
export type Implementation = { createHandler: typeof createHandler; openTelemetry: typeof openTelemetry };

/** One request with all that it meets. */
export type Scenario = {
  method?: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  options: HandlerOptions;
  /** When the client leaves, if it does. */
  leaves?: "before" | "soon" | "after the head" | "later";
};

/** Where entries go: loggers of several kinds; what they were given is read back as text. */
export type LoggerForm = "default" | "info only" | "levels" | "pino" | "throwing" | "rejecting";
export const loggerForms: readonly LoggerForm[] = ["default", "info only", "levels", "pino", "throwing", "rejecting"];

export type Outcome = {
  status: number;
  headers: Headers;
  body: string;
  entries: LogEntry[];
  /** All that was written: entries as they would be serialised, console, outputs of the process, spans. */
  written: string[];
};

export type Setting = { implementation: Implementation; witness: Witness; memory?: TelemetryMemory | undefined };

/** Runs a scenario to its end, which is where its entry is written. */
export async function run(scenario: Scenario, form: LoggerForm, setting: Setting): Promise<Outcome> {
  const { witness, memory, implementation } = setting;
  const logged: string[] = [];
  witness.take();
  memory?.takeSpans();
  const logger = loggerOf(form, logged);
  const handler = implementation.createHandler({
    ...scenario.options,
    ...(logger && { logger }),
    ...(memory && { telemetry: implementation.openTelemetry({ tracer: memory.tracer, meter: memory.meter }) }),
  });
  const client = new AbortController();
  if (scenario.leaves === "before") client.abort();
  const response = await answer(handler, scenario, client);
  const body = await read(response, scenario, client);
  const written: string[] = [];
  const entries = await ended(() => {
    written.push(...witness.take());
    return [...logged, ...written];
  });
  if (memory) written.push(...memory.takeSpans());
  return { status: response.status, headers: response.headers, body, entries, written: [...logged, ...written] };
}

async function answer(
  handler: (request: Request) => Promise<Response>,
  { method = "POST", path, headers, body, leaves }: Scenario,
  client: AbortController,
): Promise<Response> {
  const request = new Request(`http://gateway.example${path}`, {
    method,
    headers,
    signal: client.signal,
    ...(body !== undefined && { body }),
    ...(body instanceof ReadableStream && { duplex: "half" }),
  });
  const answered = handler(request);
  if (leaves === "soon") setTimeout(() => client.abort(), 2);
  return answered;
}

async function read(response: Response, { leaves }: Scenario, client: AbortController): Promise<string> {
  if (leaves === "after the head") {
    client.abort();
    await response.body?.cancel();
    return "";
  }
  if (leaves === "later" && response.body) {
    const reader = response.body.getReader();
    const { value } = await reader.read();
    client.abort();
    await reader.cancel();
    return new TextDecoder().decode(value);
  }
  return response.text();
}

/** Waits until the entry of the end is there, and a little longer, so that a second one would be seen. */
async function ended(texts: () => string[]): Promise<LogEntry[]> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const entries = entriesIn(texts());
    if (entries.some(({ event }) => event === "response")) {
      await new Promise((resolve) => setImmediate(resolve));
      return entriesIn(texts());
    }
    await new Promise((resolve) => (attempt < 20 ? setImmediate(resolve) : setTimeout(resolve, 5)));
  }
  return entriesIn(texts());
}

/** The entries among all that was written; a line that is none is left to the search for leaks. */
export function entriesIn(texts: readonly string[]): LogEntry[] {
  return texts.flatMap((text): LogEntry[] => {
    if (!text.startsWith('{"')) return [];
    const value: LogEntry = JSON.parse(text);
    return value.event === "request" || value.event === "response" ? [value] : [];
  });
}

function loggerOf(form: LoggerForm, logged: string[]): Logger | undefined {
  const note = (entry: object, message: string) => {
    logged.push(serialised({ ...entry, msg: message }));
  };
  const forms: Record<LoggerForm, () => Logger | undefined> = {
    default: () => undefined,
    "info only": () => ({ info: note }),
    levels: () => ({ info: note, warn: note, error: note }),
    pino: () =>
      pino(
        { level: "trace", timestamp: false, base: null },
        { write: (line: string) => void logged.push(line.trim()) },
      ),
    throwing: () => ({
      info: (entry, message) => {
        note(entry, message);
        throw new Error(JSON.stringify(entry));
      },
    }),
    rejecting: () => ({
      info: async (entry, message) => {
        note(entry, message);
        throw new Error(message);
      },
    }),
  };
  return forms[form]();
}

/** An entry holds plain values only: another serialiser would say more of anything else. */
export function serialised(entry: object): string {
  return JSON.stringify(entry, (name, value: unknown) => {
    const isPlain = typeof value !== "object" || value === null || Array.isArray(value) || isRecord(value);
    if (!isPlain || typeof value === "function" || typeof value === "bigint") {
      throw new Error(`The entry's ${name} is no plain value.`);
    }
    return value;
  });
}

const isRecord = (value: object) => [Object.prototype, null].includes(Object.getPrototypeOf(value));
