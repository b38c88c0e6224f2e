import { describe, expect, test } from "vitest";
import { isObject } from "../../src/json.js";
import { isResponse } from "../../src/stream/from-openai-response.js";
import { hasCorpus, needsCorpus, type Recording, recordings } from "../support/corpus.js";
import { unlistedInAnswer } from "./answer-unlisted.js";

const bodies = recordings("responses-json");

/** Errors are recorded as `{ status, headers, body }`, and so are some answers. */
function responseIn({ text }: Recording) {
  const value: unknown = JSON.parse(text);
  const body = isObject(value) && isObject(value.body) ? value.body : value;
  return isResponse(body) ? body : undefined;
}

describe.skipIf(!hasCorpus)(`recorded answers${needsCorpus}`, () => {
  test("have no loss that no row of the ledger tells of", () => {
    const responses = bodies.map(responseIn).filter((response) => response !== undefined);
    const found = responses.flatMap((response) => unlistedInAnswer({ response }));
    expect([...new Set(found)]).toEqual([]);
    expect(responses.length).toBeGreaterThan(100);
  });
});
