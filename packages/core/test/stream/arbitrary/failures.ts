import fc from "fast-check";
import type { JsonObject } from "../../../src/json.js";
import { undelivered } from "./answer.js";
import { deliver, delivery } from "./delivery.js";

/** A stream that ends in a failure; `failure` is what says so first, a Response or an `error` event. `says`: with words. */
export type UpstreamFailure = { events: JsonObject[]; failure: JsonObject; says: boolean; isDeclined: boolean };

const policies = [
  "bio_policy",
  "cyber_policy_violation",
  "misalignment_policy_violation",
  "image_content_policy_violation",
];
const codes = [
  ...["server_error", "rate_limit_exceeded", "invalid_prompt", "context_length_exceeded", "insufficient_quota"],
  ...["vector_store_timeout", "invalid_image_format", "model_not_found", "some_future_code", ""],
  ...policies,
];

const error = fc.record<JsonObject>({
  code: fc.constantFrom(...codes),
  message: fc.constantFrom(
    "The server had an error.",
    "Your input exceeds the context window of this model.",
    "",
    "Try again in 1.2s.",
  ),
});

type Wire = { events: JsonObject[]; failure: JsonObject; code: unknown };

/** The forms in which servers say that they failed, by the number of the last event before them. */
const wires: ((error: JsonObject, response: JsonObject) => Wire)[] = [
  (error, response) => {
    const failed = { ...response, status: "failed", error, output: [], usage: null };
    return { events: [{ type: "response.failed", response: failed }], failure: failed, code: error.code };
  },
  (error, response) => {
    const nested = { type: "error", error: { type: "some_error", ...error, param: null } };
    const failed = { type: "response.failed", response: { ...response, status: "failed", error, output: [] } };
    return { events: [nested, failed], failure: nested, code: error.code };
  },
  (error) => {
    const flat = { type: "error", ...error, param: null };
    return { events: [flat], failure: flat, code: error.code };
  },
  (error) => {
    const bare = { error: { type: "some_error", ...error } };
    return { events: [bare], failure: bare, code: error.code };
  },
  (error, response) => {
    const completed = { ...response, status: "completed", error, output: [] };
    return { events: [{ type: "response.completed", response: completed }], failure: completed, code: error.code };
  },
  (_, response) => {
    const failed = { ...response, status: "failed", error: null, output: [] };
    return { events: [{ type: "response.failed", response: failed }], failure: failed, code: undefined };
  },
  (_, response) => {
    const cancelled = { ...response, status: "cancelled", error: null, output: [] };
    return { events: [{ type: "response.cancelled", response: cancelled }], failure: cancelled, code: undefined };
  },
  (error, response) => {
    const failed = { ...response, status: "failed", error, output: [] };
    return { events: [{ type: "response.completed", response: failed }], failure: failed, code: error.code };
  },
  (_, response) => {
    const running = { ...response, status: "in_progress", error: null, output: [] };
    return { events: [{ type: "response.completed", response: running }], failure: running, code: undefined };
  },
];

/** Valid streams that break off at any event and end in a failure of any form. */
export const arbitraryFailure: fc.Arbitrary<UpstreamFailure> = fc
  .tuple(undelivered, delivery, fc.nat({ max: 40 }), error, fc.constantFrom(...wires))
  .map(([{ scripts, envelope, final }, how, reach, error, wire]) => {
    const whole = deliver(scripts, envelope, final, { ...how, named: "index", isNumbered: false });
    const { events, failure, code } = wire(error, final);
    return {
      events: [...whole.slice(0, Math.min(reach, whole.length - 1)), ...events],
      failure,
      says: code !== undefined && `${error.code}${error.message}` !== "",
      isDeclined: policies.includes(String(code)),
    };
  });
