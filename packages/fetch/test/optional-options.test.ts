import { expect, it } from "vitest";
import { createHandler, type HandlerOptions, type RespondOptions, respondWithStream } from "../src/index.js";
import { context } from "./context.js";

/** A type that has `undefined` for every optional member of another, as code under `exactOptionalPropertyTypes` may have. */
type Unset<T> = { [Key in keyof T as undefined extends T[Key] ? Key : never]-?: undefined };

const unset: Omit<Unset<HandlerOptions>, "authenticate"> = {
  lossPolicy: undefined,
  hashKey: undefined,
  imageDetail: undefined,
  omittableArguments: undefined,
  onLoss: undefined,
  onError: undefined,
  onUpstreamRequest: undefined,
  logger: undefined,
  content: undefined,
  redaction: undefined,
  pseudonyms: undefined,
  telemetry: undefined,
  countTokens: undefined,
  countDrift: undefined,
  models: undefined,
  holdMs: undefined,
  pingMs: undefined,
  timeouts: undefined,
  limits: undefined,
  routes: undefined,
  now: undefined,
};

it("options may be there without a value", async () => {
  const { BASE_URL_THAT_NOBODY_SETS: baseURL } = process.env;
  const upstream = { baseURL, headers: undefined, fetch: undefined, identity: undefined, capabilities: undefined };
  const options: HandlerOptions = { ...unset, upstream, model: "gpt-5.4", authenticate: undefined };
  const handler = createHandler({ ...options, timeouts: { head: undefined }, routes: { models: undefined } });
  expect((await handler(new Request("http://g/v1/models"))).status).toBe(200);
  const own: RespondOptions = { signal: undefined, requestId: undefined, newId: undefined, losses: undefined };
  const response = await respondWithStream([], context, { ...own, headers: undefined, holdMs: undefined });
  expect(response.headers.get("request-id")).toMatch(/^req_/);
});
