import { describe, expect, it } from "vitest";
import { goDurationMs } from "../../src/errors/go-duration.js";

describe("durations as Go writes them", () => {
  it.each([
    ["1s", 1000],
    ["0s", 0],
    ["6m0s", 360_000],
    ["20ms", 20],
    ["1h2m3.5s", 3_723_500],
    ["24h0m0s", 86_400_000],
    ["1.25ms", 1.25],
    ["250us", 0.25],
    ["250µs", 0.25],
    ["5000000ns", 5],
    ["8760h", 31_536_000_000],
  ])("%s", (text, milliseconds) => {
    expect(goDurationMs(text)).toBe(milliseconds);
  });

  it.each([
    ...["", "5", "s", "-5s", "5s later", "in 5s", "5 s", "5S", "5d", "5.s", ".5s", "5..5s", "5.5.5s", "5m5"],
    ...["8761h", "1000000000000000s", `1.${"1".repeat(10)}s`, "1s".repeat(8), "999999999h".repeat(3)],
  ])("%j is none", (text) => {
    expect(goDurationMs(text)).toBeUndefined();
  });
});
