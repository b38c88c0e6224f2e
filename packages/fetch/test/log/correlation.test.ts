import { describe, expect, it } from "vitest";
import { correlationOf } from "../../src/log/correlation.js";
import { gateway, hello } from "../gateway.js";

const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
const span = "00f067aa0ba902b7";
const parent = `00-${trace}-${span}-01`;
const idOf = (headers: Record<string, string>) => correlationOf(new Headers(headers), "req_own").id;

describe("what a request is known by", () => {
  it.each([
    ["a trace", { traceparent: parent, "x-request-id": "theirs" }, trace],
    ["a trace of a later version, which may say more", { traceparent: `42-${trace}-${span}-01-more` }, trace],
    ["the client's id", { "x-request-id": "job_7.a-B" }, "job_7.a-B"],
    ["the longest id", { "x-request-id": "a".repeat(128) }, "a".repeat(128)],
    ["nothing that came", {}, "req_own"],
  ])("%s", (_, headers, id) => expect(idOf(headers)).toBe(id));

  it.each([
    ["without a trace", `00-${"0".repeat(32)}-${span}-01`],
    ["without a span", `00-${trace}-${"0".repeat(16)}-01`],
    ["in capitals", parent.toUpperCase()],
    ["too short", parent.slice(0, -1)],
    ["of the first version, with more", `${parent}-more`],
    ["of a version that there will never be", `ff-${trace}-${span}-01`],
    ["twice", `${parent}, ${parent}`],
    ["with blanks", ` ${parent} x`],
  ])("not by a traceparent %s", (_, traceparent) => {
    expect(idOf({ traceparent, "x-request-id": "theirs" })).toBe("theirs");
  });

  it.each([
    ["a blank", "a b"],
    ["a line of its own", "a%0ab"],
    ["too many characters", "a".repeat(129)],
    ["an address", "alice@example.com"],
    ["somebody's number", "4111111111111111"],
    ["a key", ["sk", "proj", "Ab3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF"].join("-")],
    ["nothing", ""],
  ])("not by an id with %s", (_, given) => expect(idOf({ "x-request-id": given })).toBe("req_own"));
});

describe("the correlation id", () => {
  it("is in every entry, on the answer, and sent upstream with the trace", async () => {
    await using gate = await gateway();
    const headers = { "x-api-key": "gateway-key", traceparent: parent, tracestate: "vendor=secret" };
    const response = await gate.post(hello, "/v1/messages", { headers });
    expect(response.headers.get("x-request-id")).toBe(trace);
    expect(response.headers.get("request-id")).toMatch(/^req_/);
    for (const entry of [gate.accepted[0], gate.logged[0]]) {
      expect(entry).toMatchObject({ correlationId: trace, traceId: trace, spanId: span });
    }
    expect(gate.upstream.requests[0]?.headers).toMatchObject({
      "x-request-id": trace,
      "x-client-request-id": trace,
      traceparent: parent,
    });
    expect(gate.upstream.requests[0]?.headers).not.toHaveProperty("tracestate");
  });

  it("is the request's own where none came", async () => {
    await using gate = await gateway();
    const response = await gate.post("{");
    const id = response.headers.get("request-id");
    expect(response.headers.get("x-request-id")).toBe(id);
    expect(gate.logged).toMatchObject([{ correlationId: id, requestId: id, traceId: null }]);
  });

  it("goes with counts that the upstream is asked for, and yields to the host's own headers", async () => {
    const seen: Headers[] = [];
    const fetch: typeof globalThis.fetch = async (_, init) => {
      seen.push(new Headers(init?.headers));
      return Response.json({ input_tokens: 7 });
    };
    await using gate = await gateway({
      upstream: { apiKey: "k", fetch, headers: { "x-request-id": "host" } },
      countTokens: "upstream",
    });
    const headers = { "x-api-key": "gateway-key", "x-request-id": "theirs" };
    await gate.post(hello, "/v1/messages/count_tokens", { headers });
    expect(seen.map((sent) => [sent.get("x-request-id"), sent.get("x-client-request-id")])).toEqual([
      ["host", "theirs"],
    ]);
  });

  it("stays with its request among a hundred others", async () => {
    await using gate = await gateway();
    const ids = Array.from({ length: 100 }, (_, index) => `job-${index}`);
    const answers = await Promise.all(
      ids.map(async (id, index) => {
        const headers = { "x-api-key": "gateway-key", "x-request-id": id };
        const response = await gate.post({ ...hello, stream: index % 2 === 0 }, "/v1/messages", { headers });
        await response.text();
        return [response.headers.get("x-request-id"), response.headers.get("request-id")];
      }),
    );
    expect(answers.map(([id]) => id)).toEqual(ids);
    for (const [id, requestId] of answers) {
      const entries = [...gate.accepted, ...gate.logged].filter((entry) => entry.requestId === requestId);
      expect(entries.map(({ correlationId }) => correlationId)).toEqual([id, id]);
    }
  });
});
