import { describe, expect, it } from "vitest";
import { durationMs } from "../../src/errors/rate-limit-headers.js";
import { toAnthropicError } from "../../src/errors/to-anthropic-error.js";

const now = () => Date.parse("2026-11-22T10:00:00Z");
const upstream = {
  "x-ratelimit-limit-requests": "500",
  "x-ratelimit-remaining-requests": "0",
  "x-ratelimit-reset-requests": "6m0s",
  "x-ratelimit-limit-tokens": "30000",
  "x-ratelimit-remaining-tokens": "29000",
  "x-ratelimit-reset-tokens": "20ms",
};
const answer = (headers: Record<string, string>, message = "Slow", options: { now?: () => number } = { now }) =>
  toAnthropicError({ status: 429, headers, body: { error: { code: "rate_limit_exceeded", message } } }, options)
    .headers;

describe("rate-limit headers (D.5)", () => {
  it("copies limits and turns durations into points in time", () => {
    expect(answer(upstream)).toEqual({
      "anthropic-ratelimit-requests-limit": "500",
      "anthropic-ratelimit-requests-remaining": "0",
      "anthropic-ratelimit-requests-reset": "2026-11-22T10:06:00.000Z",
      "anthropic-ratelimit-tokens-limit": "30000",
      "anthropic-ratelimit-tokens-remaining": "29000",
      "anthropic-ratelimit-tokens-reset": "2026-11-22T10:00:00.020Z",
      "retry-after": "360",
    });
  });

  it("leaves points in time out without a clock", () => {
    expect(Object.keys(answer(upstream, "Slow", {}))).not.toContain("anthropic-ratelimit-requests-reset");
    expect(answer(upstream, "Slow", {})["retry-after"]).toBe("360");
  });

  it("shows the project's limit where that is tighter", () => {
    const project = {
      "x-ratelimit-limit-project-tokens": "1000",
      "x-ratelimit-remaining-project-tokens": "5",
      "x-ratelimit-reset-project-tokens": "1s",
    };
    expect(answer({ ...upstream, ...project })).toMatchObject({
      "anthropic-ratelimit-tokens-limit": "1000",
      "anthropic-ratelimit-tokens-remaining": "5",
      "anthropic-ratelimit-tokens-reset": "2026-11-22T10:00:01.000Z",
    });
  });

  it.each<[string, Record<string, string>, string, string | undefined]>([
    ["the header", { "retry-after": "7" }, "try again in 99s", "7"],
    ["at least one second", { "retry-after": "0" }, "", "1"],
    ["a date", { "retry-after": "Sun, 22 Nov 2026 10:00:30 GMT" }, "", "30"],
    ["milliseconds, rounded up", { "retry-after-ms": "1200" }, "", "2"],
    ["the text", {}, "Please try again in 1.2s.", "2"],
    ["the text in minutes", {}, "Please try again in 1m3s. Visit …", "63"],
    ["the text in milliseconds", {}, "Please try again in 250ms.", "1"],
    ["nothing known", {}, "Later", undefined],
    ["nonsense", { "retry-after": "soon", "retry-after-ms": "-5" }, "", undefined],
  ])("retry-after: %s", (_, headers, message, expected) => {
    expect(answer(headers, message)["retry-after"]).toBe(expected);
  });

  it("tells nobody to wait for a bill to be paid", () => {
    const failure = { status: 429, headers: { "retry-after": "3" }, body: { error: { code: "insufficient_quota" } } };
    expect(toAnthropicError(failure, { now }).headers).toEqual({ "x-should-retry": "false" });
  });

  it("never sends what Claude Code takes for a subscription's quota", () => {
    expect(Object.keys(answer({ ...upstream, "anthropic-ratelimit-unified-status": "rejected" })).join()).not.toContain(
      "unified",
    );
  });

  it.each([
    ["1s", 1000],
    ["6m0s", 360_000],
    ["20ms", 20],
    ["1h2m3.5s", 3_723_500],
    ["", undefined],
    ["5", undefined],
    ["5s later", undefined],
  ])("reads the duration %j", (text, expected) => {
    expect(durationMs(text)).toBe(expected);
  });
});
