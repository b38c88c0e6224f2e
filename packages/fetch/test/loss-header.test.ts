import type { Loss } from "@transpond/core";
import { describe, expect, it } from "vitest";
import { lossHeader } from "../src/loss-header.js";

const loss = (path: string): Loss => ({ code: "unknown_field", path, message: "", severity: "dropped" });

describe("x-transpond-losses", () => {
  it("lists code and path", () => {
    expect(lossHeader([])).toBeNull();
    expect(lossHeader([loss("a.b"), loss("")])).toBe("unknown_field@a.b, unknown_field@");
  });
  it("is ASCII without a line break, whatever a client names its fields", () => {
    expect(lossHeader([loss("tools.0.größe\r\nx: y,z")])).toBe("unknown_field@tools.0.gr__e__x:_y_z");
  });
  it("stays within 2 KB and says how many more there were", () => {
    const header = lossHeader(Array.from({ length: 500 }, (_, at) => loss(`messages.${at}.x`))) ?? "";
    expect(header.length).toBeLessThanOrEqual(2048);
    const listed = header.split(", ").length - 1;
    expect(header.endsWith(`, +${500 - listed}`)).toBe(true);
    expect((lossHeader([loss("x".repeat(5000))]) ?? "").length).toBeLessThanOrEqual(2048);
  });
});
