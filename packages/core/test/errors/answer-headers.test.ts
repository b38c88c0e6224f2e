import { describe, expect, it } from "vitest";
import { toTranspondError } from "../../src/errors/to-transpond-error.js";

const said = { code: "rate_limit_exceeded", type: "tokens", message: "Slow", param: null };
const openaiOf = (failure: unknown) => toTranspondError(failure).details?.openai;

describe("the headers of an answer", () => {
  const body = { error: said };

  it.each<[string, unknown]>([
    ["Headers", new Headers({ "X-Request-Id": "req_up" })],
    ["a record", { "X-Request-ID": "req_up" }],
    ["a record of lists", { "x-request-id": ["req_up", "req_other"] }],
  ])("the request id of %s", (_, headers) => {
    expect(openaiOf({ status: 429, headers, body })).toMatchObject({ request_id: "req_up" });
    expect(openaiOf(Object.assign(new Error(), { headers, error: said }))).toMatchObject({ request_id: "req_up" });
  });

  it.each<[string, unknown]>([
    ["none", undefined],
    ["a text", "x-request-id: req_up"],
    ["a getter that throws", { get: () => fail() }],
    ["a value without one", {}],
    ["a value of another type", { "x-request-id": { id: 1 } }],
  ])("no request id in %s", (_, headers) => {
    expect(openaiOf({ status: 429, headers, body })).toMatchObject({ status: 429, request_id: null });
    expect(openaiOf(Object.assign(new Error(), { headers, error: said }))).toMatchObject({ request_id: null });
  });

  it("takes numbers, as test doubles have them", () => {
    expect(toTranspondError({ status: 429, headers: { "retry-after": 7 }, body }).headers["retry-after"]).toBe("7");
  });

  it.each([`${"0123456789abcdef".repeat(2)}`, `req_${"0123456789abcdef".repeat(2)}`, "4c1f-req.7"])(
    "a request id is no key: %s",
    (id) => {
      expect(openaiOf({ status: 429, headers: { "x-request-id": id }, body })).toMatchObject({ request_id: id });
    },
  );

  it.each([
    ["sk-Ab12Cd34", "[removed]"],
    [`sk-Ab12Cd34-${"0123456789abcdef".repeat(2)}`, "[removed]"],
    [`${"0123456789abcdef".repeat(2)} sk-Ab12Cd34`, "[removed] [removed]"],
  ])("a key is no request id: %s", (id, shown) => {
    expect(openaiOf({ status: 429, headers: { "x-request-id": id }, body })).toMatchObject({ request_id: shown });
  });
});

function fail(): never {
  throw new Error("no");
}
