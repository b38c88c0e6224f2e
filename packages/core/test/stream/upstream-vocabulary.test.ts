import { describe, expect, it } from "vitest";
import { outputItems } from "../../src/response/renderers.js";
import { eventRoles } from "../../src/stream/event-table.js";
import { typeNamesOf } from "../support/sdk-types.js";

const namesOf = (union: string) => typeNamesOf("openai", union);

/** Every name that the official SDK knows has a row, so that a newcomer is met here and not by a user. */
describe("the upstream's vocabulary", () => {
  it.each<[string, object, number]>([
    ["ResponseStreamEvent", eventRoles, 58],
    ["ResponseOutputItem", outputItems, 28],
  ])("every member of %s has a row", (union, table, atLeast) => {
    const names = namesOf(union);
    expect(names.length).toBeGreaterThanOrEqual(atLeast);
    expect(names.filter((name) => !Object.hasOwn(table, name))).toEqual([]);
  });

  it("would name a newcomer", () => {
    const { message: _known, ...without } = outputItems;
    const missing = namesOf("ResponseOutputItem").filter((name) => !Object.hasOwn(without, name));
    expect(missing).toEqual(["message"]);
  });
});
