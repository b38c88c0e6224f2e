import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TranspondError } from "../../src/errors/transpond-error.js";
import { propertyOptions } from "../support/property-options.js";
import { withMarkers } from "./arbitrary/markers.js";
import { lasting, requestsOf, respelt } from "./arbitrary/requests-of.js";
import { type WholeRequest, wholeRequest } from "./arbitrary/whole-request.js";
import { isExcused, markersOf, translate, withoutBreakpoints } from "./property-checks.js";

const anyRequest = wholeRequest((itemId) => `gAAAA${itemId}`);

/** What goes upstream, breakpoints aside; null where the request is refused. */
function sent(body: Record<string, unknown>, options: WholeRequest["options"]) {
  const result = translate(body, options);
  return result instanceof TranspondError ? null : result.request;
}

describe("any valid conversation", () => {
  test("keeps tools and input items as a prefix when turns are appended and markers move (law 4)", () => {
    fc.assert(
      fc.property(anyRequest, (whole) => {
        const { markers, otherMarkers, options } = whole;
        const { messages } = whole.body;
        let earlier: { tools: string[]; input: string[] } = { tools: [], input: [] };
        for (const [turn, count] of requestsOf(messages).entries()) {
          const body = lasting(whole.body, messages.slice(0, count));
          const request = sent(withMarkers(body, turn % 2 === 0 ? markers : otherMarkers), options);
          if (request === null) return;
          const tools = (request.tools ?? []).map((tool) => JSON.stringify(tool));
          const input = request.input.map(withoutBreakpoints);
          expect(tools.slice(0, earlier.tools.length)).toEqual(earlier.tools);
          expect(input.slice(0, earlier.input.length)).toEqual(earlier.input);
          earlier = { tools, input };
        }
      }),
      propertyOptions,
    );
  });

  test("gives the same items whether a text stands as a string or as a list of one", () => {
    fc.assert(
      fc.property(anyRequest, ({ body, options }) => {
        const strings = sent(respelt(body, "strings"), options);
        const lists = sent(respelt(body, "lists"), options);
        expect(lists?.input).toEqual(strings?.input);
      }),
      propertyOptions,
    );
  });

  test("has its cache marker sent, or a loss that names it", () => {
    fc.assert(
      fc.property(anyRequest, fc.nat({ max: 999 }), ({ body, options }, place) => {
        const marked = withMarkers({ ...body, cache_control: null }, { at: [{ place, ttl: undefined }], atEnd: false });
        const result = translate(marked, options);
        if (result instanceof TranspondError) return;
        const breakpoints = JSON.stringify(result.request.input).split('"prompt_cache_breakpoint":').length - 1;
        const silent = markersOf(marked).filter((path) => !isExcused(path, result.losses));
        expect(breakpoints).toBeLessThanOrEqual(1);
        if (breakpoints === 0) expect(silent).toEqual([]);
      }),
      propertyOptions,
    );
  });
});
