import { afterAll, describe, expect, it } from "vitest";
import { scenarios } from "./index.js";
import { excuse, type Mount, openMount } from "./open-mount.js";

/**
 * Declares a test for each scenario on a mount. What it is excused from, and why, is shown by the matrix.
 *
 * @example
 * ```ts
 * testMount({ name: "Express 5", hostStatus: 404, start: async (settings) => ({ url, close }) });
 * ```
 */
export function testMount(mount: Mount): void {
  describe(mount.name, () => {
    const { run, close } = openMount(mount);
    afterAll(close);
    it("is excused from scenarios that exist only", () => {
      const names = new Set(scenarios.map(({ name }) => name));
      expect(Object.keys(mount.excused ?? {}).filter((name) => !names.has(name))).toEqual([]);
    });
    for (const scenario of scenarios) {
      if (excuse(mount, scenario) === undefined) it(scenario.name, () => run(scenario));
    }
  });
}
