import { describe, expect, it } from "vitest";
import { findingsOf } from "../load/faults/findings.js";
import { complaintOf } from "../load/faults/judge.js";
import { type FaultRun, runFaults } from "../load/faults/run.js";

/** The short form of `pnpm faults`: every fault is drawn, and all of them find their end. */
describe("clients and upstreams that misbehave at random", () => {
  it("end in a whole message or a right error each, and leave nothing behind", { timeout: 120_000 }, async () => {
    const run = await runFaults({ seed: 7, requests: 300, clients: 16 });
    expect(findingsOf(run)).toEqual([]);
    expect(Object.keys(run.drawn).length).toBeGreaterThan(60);
    expect(run.upstreamRequests).toBeGreaterThan(150);
  });
});

describe("the judge of a run", () => {
  const headers = new Map([["content-type", "application/json"]]);
  const stream = new Map([["content-type", "text/event-stream"]]);
  const failure = '{"type":"error","error":{"type":"api_error","message":"no"},"request_id":"req_1"}';
  const failed = [{ status: 500, type: "api_error" }];

  it.each([
    ["an error instead of a message", { status: 500, headers, body: failure }, "message"],
    ["another status", { status: 502, headers, body: failure }, failed],
    ["another type", { status: 500, headers, body: failure.replace("api_error", "timeout_error") }, failed],
    ["no JSON", { status: 500, headers, body: "<h1>" }, failed],
    [
      "a stream that only stops",
      { status: 200, headers: stream, body: 'event: ping\ndata: {"type":"ping"}\n\n' },
      "message",
    ],
    [
      "a message instead of an error",
      { status: 200, headers, body: '{"type":"message","stop_reason":"end_turn"}' },
      failed,
    ],
    ["half an answer to one who may leave", { status: 200, headers, body: "{" }, "left"],
  ] as const)("finds %s", (_, answer, expected) => {
    expect(complaintOf(answer, expected)).toBeTypeOf("string");
  });

  it.each([
    ["a right error", { status: 500, headers, body: failure }, failed],
    ["a right error in a stream", { status: 200, headers: stream, body: `event: error\ndata: ${failure}\n\n` }, failed],
    ["a message", { status: 200, headers, body: '{"type":"message","stop_reason":"end_turn"}' }, "message"],
  ] as const)("lets %s pass", (_, answer, expected) => {
    expect(complaintOf(answer, expected)).toBeUndefined();
  });

  const report = { cpu: 0, heap: 0, rss: 0, inProgress: 0 };
  const nothing = { inProgress: 0, answering: 0, connections: 0, resources: ["PipeWrap"] };
  const clean: FaultRun = {
    requests: 1,
    complaints: [],
    drawn: {},
    left: nothing,
    before: report,
    after: report,
    upstreamRequests: 1,
    seconds: 1,
  };

  it.each([
    ["a message in progress", { left: { ...nothing, inProgress: 1 } }],
    ["an open answer", { left: { ...nothing, answering: 1 } }],
    ["an open connection", { left: { ...nothing, connections: 1 } }],
    ["a timer", { left: { ...nothing, resources: ["Timeout"] } }],
    ["memory that is not back", { after: { ...report, heap: 2 ** 24 } }],
  ])("finds %s", (_, left) => {
    expect(findingsOf(clean)).toEqual([]);
    expect(findingsOf({ ...clean, ...left })).toHaveLength(1);
  });
});
