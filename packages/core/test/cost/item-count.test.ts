import { describe, expect, it } from "vitest";
import { translated } from "../support/event-lines.js";
import { added, callItem, created, terminal } from "../support/upstream-events.js";

const call = (n: number) => callItem("A", "{}", { id: `fc_${n}`, call_id: `call_${n}` });

describe("the number of items", () => {
  const hidden = (n: number) => added(n, { type: "mcp_list_tools", id: `mcpl_${n}` });
  const count = 1 << 17;

  it("is bounded: a million that show nothing end in an error", () => {
    const { events, lines } = translated(Array.from({ length: count + 1 }, (_, n) => hidden(n)));
    expect(lines).toEqual(["message_start", "error api_error"]);
    expect(events.at(-1)).toMatchObject({ error: { message: "The upstream sent too many items." } });
  });

  it("may be large in a final response, and takes time in proportion", () => {
    const output = Array.from({ length: 30_000 }, (_, n) => call(n));
    const { lines } = translated([created(), terminal(output)]);
    expect(lines.filter((line) => line.startsWith("start"))).toHaveLength(output.length);
    expect(lines.at(-2)).toBe("end tool_use");
  }, 30_000);

  it("too many in a final response are an error, never a success", () => {
    const output = Array.from({ length: count + 1 }, () => ({ type: "mcp_list_tools" }));
    expect(translated([created(), terminal(output)]).lines).toEqual(["error api_error"]);
  });

  it("items that wait are bounded by what they cost, whatever their order", () => {
    const { lines } = translated(Array.from({ length: 9_000 }, (_, n) => added(9_000 - n, call(n))));
    expect(lines.at(-1)).toBe("error api_error");
    expect(lines.length).toBeLessThan(10);
  }, 30_000);
});
