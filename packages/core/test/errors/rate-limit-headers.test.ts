import { describe, expect, it } from "vitest";
import { toTranspondError } from "../../src/errors/to-transpond-error.js";

const now = () => Date.parse("2026-11-22T10:00:00Z");
const upstream = {
  "x-ratelimit-limit-requests": "500",
  "x-ratelimit-remaining-requests": "0",
  "x-ratelimit-reset-requests": "6m0s",
  "x-ratelimit-limit-tokens": "30000",
  "x-ratelimit-remaining-tokens": "29000",
  "x-ratelimit-reset-tokens": "20ms",
};
const project = (remaining: string) => ({
  "x-ratelimit-limit-project-tokens": "1000",
  "x-ratelimit-remaining-project-tokens": remaining,
  "x-ratelimit-reset-project-tokens": "1s",
});
const answer = (headers: Record<string, string>, message = "Slow", options: { now?: () => number } = { now }) =>
  toTranspondError({ status: 429, headers, body: { error: { code: "rate_limit_exceeded", message } } }, options)
    .headers;

describe("mapping D.5: limits", () => {
  it("are copied, durations become points in time", () => {
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

  it("without a clock, points in time are left out", () => {
    expect(answer(upstream, "Slow", {})).toEqual({
      "anthropic-ratelimit-requests-limit": "500",
      "anthropic-ratelimit-requests-remaining": "0",
      "anthropic-ratelimit-tokens-limit": "30000",
      "anthropic-ratelimit-tokens-remaining": "29000",
      "retry-after": "360",
    });
  });

  it.each([
    ["tighter", "5", "1000"],
    ["as tight", "29000", "30000"],
    ["wider", "29001", "30000"],
    ["not told", "", "30000"],
  ])("those of a project that are %s", (_, remaining, limit) => {
    expect(answer({ ...upstream, ...project(remaining) })["anthropic-ratelimit-tokens-limit"]).toBe(limit);
  });

  it("those of a project where the organisation's are not told", () => {
    expect(answer(project("5"))).toEqual({
      "anthropic-ratelimit-tokens-limit": "1000",
      "anthropic-ratelimit-tokens-remaining": "5",
      "anthropic-ratelimit-tokens-reset": "2026-11-22T10:00:01.000Z",
    });
  });

  it.each(["many", "-1", "1.5", "1e3", "x1", "1x", "1".repeat(16)])("%s is no limit", (count) => {
    expect(answer({ "x-ratelimit-limit-requests": count, "x-ratelimit-reset-requests": "soon" })).toEqual({});
  });

  it("as large as they come", () => {
    const count = "9".repeat(15);
    expect(answer({ "x-ratelimit-limit-requests": count })).toEqual({ "anthropic-ratelimit-requests-limit": count });
  });

  it("never what Claude Code takes for a subscription's quota", () => {
    expect(answer({ "anthropic-ratelimit-unified-status": "rejected" })).toEqual({});
  });
});

describe("mapping D.5: how long to wait", () => {
  it.each<[string, Record<string, string>, string, string | undefined]>([
    ["the header", { "retry-after": "7" }, "try again in 99s", "7"],
    ["the header before its milliseconds", { "retry-after": "7", "retry-after-ms": "99000" }, "", "7"],
    ["parts of a second", { "retry-after": "6.25" }, "", "7"],
    ["at least one second", { "retry-after": "0" }, "", "1"],
    ["at most a day", { "retry-after": "86401" }, "", "86400"],
    ["a date", { "retry-after": "Sun, 22 Nov 2026 10:00:30 GMT" }, "", "30"],
    ["a date that has passed", { "retry-after": "Sun, 22 Nov 2026 09:00:30 GMT" }, "", "1"],
    ["milliseconds, rounded up", { "retry-after-ms": "1200" }, "", "2"],
    ["milliseconds where the header is nonsense", { "retry-after": "soon", "retry-after-ms": "1200" }, "", "2"],
    ["milliseconds before the text", { "retry-after-ms": "1200" }, "try again in 99s", "2"],
    ["the text", {}, "Please Try again in 1.25s.", "2"],
    ["the text in minutes", {}, "Please try again in 1m3s. Visit …", "63"],
    ["the text in minutes and parts of seconds", {}, "Please try again in 1m3.5s. Visit …", "64"],
    ["the text in milliseconds", {}, "Please try again in 250ms.", "1"],
    ["the text in hours", {}, "try again in 1h", "3600"],
    ["the text of Azure", {}, "Requests exceeded the limit. Please retry after 26 seconds.", "26"],
    ["the text of Azure, one second", {}, "Please retry after 1 second.", "1"],
    ["the text before the limit", upstream, "try again in 5s", "5"],
    ["the last of the limits that are used up", { ...upstream, "x-ratelimit-remaining-tokens": "0" }, "", "360"],
    ["no limit that is not used up", { ...upstream, "x-ratelimit-remaining-requests": "1" }, "", undefined],
    ["no limit of which nobody says when", { "x-ratelimit-remaining-requests": "0" }, "", undefined],
    ["no limit of which nobody says how much is left", { "x-ratelimit-reset-requests": "9s" }, "", undefined],
    ["nothing known", {}, "Later", undefined],
    ["nonsense", { "retry-after": "soon", "retry-after-ms": "-5" }, "try again in a while", undefined],
    ["too many digits", { "retry-after": "1".repeat(16) }, `try again in ${"1".repeat(13)}s`, undefined],
  ])("%s", (_, headers, message, expected) => {
    expect(answer(headers, message)["retry-after"]).toBe(expected);
  });

  it.each([
    ["1200", "1200"],
    ["1200.5", "1200.5"],
    ["-5", undefined],
    ["1s", undefined],
    ["x1", undefined],
    ["1.", undefined],
  ])("milliseconds %s are passed on as %s", (milliseconds, expected) => {
    expect(answer({ "retry-after-ms": milliseconds })["retry-after-ms"]).toBe(expected);
  });

  it("a date says nothing without a clock", () => {
    expect(answer({ "retry-after": "Sun, 22 Nov 2026 10:00:30 GMT" }, "", {})).toEqual({});
  });

  it("text and limits count only where a limit was met", () => {
    const failure = (status: number, code: string) => ({
      status,
      headers: upstream,
      body: { error: { code, message: "try again in 9s" } },
    });
    expect(toTranspondError(failure(500, "x")).headers["retry-after"]).toBeUndefined();
    expect(toTranspondError(failure(429, "x")).headers["retry-after"]).toBe("9");
    expect(toTranspondError(failure(500, "rate_limit_exceeded")).headers["retry-after"]).toBe("9");
    expect(toTranspondError({ status: 503, headers: { "retry-after": "7" } }).headers).toEqual({ "retry-after": "7" });
  });

  it("nobody waits for a bill to be paid (row 4)", () => {
    const headers = { "retry-after": "3", "retry-after-ms": "3000", "x-ratelimit-limit-requests": "5" };
    expect(toTranspondError({ status: 429, headers, body: { error: { code: "insufficient_quota" } } }).headers).toEqual(
      {
        "x-should-retry": "false",
        "anthropic-ratelimit-requests-limit": "5",
      },
    );
  });
});
