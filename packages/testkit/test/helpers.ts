import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach } from "vitest";
import { type SimulatedOpenAI, type SimulatedOpenAIOptions, startSimulatedOpenAI } from "../src/index.js";
import { asObject, type JsonObject } from "../src/json.js";

const started: SimulatedOpenAI[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((upstream) => upstream.close()));
});

/** A simulator that is closed when the test ends. */
export const start = async (options: SimulatedOpenAIOptions = {}): Promise<SimulatedOpenAI> => {
  const upstream = await startSimulatedOpenAI({ seed: "test", now: () => 1_790_000_000_000, ...options });
  started.push(upstream);
  return upstream;
};

export const send = (
  { url }: SimulatedOpenAI,
  body: JsonObject | string,
  { path = "/responses", signal, key = "Bearer sk-test" }: { path?: string; signal?: AbortSignal; key?: string } = {},
): Promise<Response> =>
  fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key === "" ? {} : { authorization: key }) },
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });

/** Status and parsed body of an answer in JSON. */
export const ask = async (upstream: SimulatedOpenAI, body: JsonObject | string, options = {}) => {
  const response = await send(upstream, body, options);
  return { status: response.status, headers: response.headers, body: asObject(await response.json()) };
};

export interface Frame {
  readonly name: string;
  readonly data: JsonObject;
}

/** The frames of an event stream, in order; throws on a frame that is not `event:`, `data:`. */
export const framesOf = (text: string): readonly Frame[] =>
  text
    .split("\n\n")
    .filter((frame) => frame !== "")
    .map((frame) => {
      const [first = "", second = "", ...rest] = frame.split("\n");
      if (!first.startsWith("event: ") || !second.startsWith("data: ") || rest.length > 0) {
        throw new Error(`not a frame of OpenAI: ${frame}`);
      }
      return { name: first.slice(7), data: asObject(JSON.parse(second.slice(6))) };
    });

/** Streams a request and returns the events' data. */
export const events = async (upstream: SimulatedOpenAI, body: JsonObject): Promise<readonly JsonObject[]> => {
  const response = await send(upstream, { ...body, stream: true });
  return framesOf(await response.text()).map(({ data }) => data);
};

const directory = (name: string, fallback: string) => {
  const path = process.env[name] ?? fileURLToPath(new URL(`../../../../shared/${fallback}`, import.meta.url));
  return existsSync(path) ? path : undefined;
};

/** Recorded traffic and schemas live outside the repository; undefined where they are not at hand. */
export const corpus = directory("TRANSPOND_CORPUS", "corpus");
export const schemas = directory("TRANSPOND_SCHEMA", "schema");

export const hi = { model: "gpt-5.6-sol", input: "hi" };
