import { describe, expect, it } from "vitest";
import { clientTool } from "../../src/response/client-tool.js";
import { testContext } from "../support/context.js";

describe("clientTool", () => {
  const sets = { toolsets: ["browser"] };
  const flat = { toolsetMembers: { computer_click: { toolset: "computer", name: "click" } } };

  it.each([
    ["a name", "Read", "", {}, { name: "Read" }],
    ["a shortened name", "short_1", "", { toolNames: { short_1: "mcp__long" } }, { name: "mcp__long" }],
    ["a name that every object has", "constructor", "", {}, { name: "constructor" }],
    ["a member of a toolset", "click", "computer", {}, { name: "click", toolset: "computer" }],
    ["a member of the only toolset", "click", "browser", sets, { name: "click", toolset: "browser" }],
    ["what the upstream's search found", "Read", "Read", {}, { name: "Read" }],
    ["a namespace that is no toolset of the request", "click", "computer", sets, { name: "click" }],
    ["a member that was sent as a function", "computer_click", "", flat, { name: "click", toolset: "computer" }],
    ["a function beside such members", "toString", "", flat, { name: "toString" }],
  ])("%s", (_what, name, namespace, changes, expected) => {
    expect(clientTool(name, namespace, testContext(changes))).toEqual(expected);
  });
});
