import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TranspondError } from "../../src/errors/transpond-error.js";
import type { TranslatedRequest } from "../../src/request/to-openai-request.js";
import { propertyOptions } from "../support/property-options.js";
import { bodyOf, wholeRequest } from "./arbitrary/whole-request.js";
import { accept, freeze, leadsSomewhere, silentlyLost, survivesJson, translate } from "./property-checks.js";

const anyRequest = wholeRequest((itemId) => `gAAAA${itemId}`);

/** Runs a property over the requests that are not refused. */
function forAccepted(property: (result: TranslatedRequest, body: Record<string, unknown>) => void) {
  fc.assert(
    fc.property(anyRequest, (whole) => {
      const body = bodyOf(whole);
      const result = translate(body, whole.options);
      if (!(result instanceof TranspondError)) property(result, body);
    }),
    propertyOptions,
  );
}

function outcome<T>(action: () => T): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

describe("any valid request", () => {
  test("is translated the same way twice into plain JSON, and never changed", () => {
    fc.assert(
      fc.property(anyRequest, (whole) => {
        const body = freeze(bodyOf(whole));
        const options = freeze(whole.options);
        const once = translate(body, options);
        const again = translate(body, options);
        if (once instanceof TranspondError) {
          expect(again).toEqual(once);
          return;
        }
        expect(JSON.stringify(again)).toBe(JSON.stringify(once));
        expect(survivesJson(once)).toBe(true);
      }),
      propertyOptions,
    );
  });

  test("loses no text in silence (law 1)", () => {
    forAccepted((result, body) => {
      expect(silentlyLost(body, result)).toEqual([]);
    });
  });

  test("has losses that say where, and a path for each item and each part", () => {
    forAccepted(({ request, context, losses }, body) => {
      // This one is told of a field for its absence.
      const present = losses.filter(({ code }) => code !== "implicit_cache_write").map(({ path }) => path);
      expect(present.filter((path) => !leadsSomewhere(body, path))).toEqual([]);
      expect(context.paths.input).toHaveLength(request.input.length);
      for (const [index, item] of request.input.entries()) {
        const parts = [
          "content" in item && Array.isArray(item.content) ? item.content : null,
          "output" in item && Array.isArray(item.output) ? item.output : null,
        ].find((list) => list !== null);
        const paths = [context.paths.input[index]].flat();
        if (parts) expect(paths).toHaveLength(parts.length);
        // Tools of several messages stand together where a summary takes the place of those.
        if (item.type === "additional_tools") continue;
        expect(paths.filter((path) => path === undefined || !leadsSomewhere(body, path))).toEqual([]);
      }
    });
  });

  test("is refused under `reject` exactly where something of it is dropped", () => {
    fc.assert(
      fc.property(anyRequest, (whole) => {
        const body = bodyOf(whole);
        const result = translate(body, whole.options);
        if (result instanceof TranspondError) return;
        const dropped = result.losses.find(({ severity }) => severity === "dropped");
        const strict = outcome(() => accept(body, { ...whole.options, lossPolicy: "reject" }));
        if (dropped === undefined) expect(strict).toEqual(result);
        else expect(strict).toMatchObject({ status: 400, path: dropped.path, losses: result.losses });
      }),
      propertyOptions,
    );
  });
});
