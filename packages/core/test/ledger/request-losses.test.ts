import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isObject, stringAt } from "../../src/json.js";
import { bodyOf, wholeRequest } from "../request/arbitrary/whole-request.js";
import { propertyOptions } from "../support/property-options.js";
import { requestRows } from "./request-rows.js";
import { run, type Sample } from "./sample.js";
import { unlisted } from "./unlisted.js";

/** Whatever a request holds, each of its losses is one that the ledger lists for the name that its path leads to. */
const untold = (sample: Sample) => unlisted(sample, run(sample), requestRows);

test("arbitrary requests", () => {
  const samples = fc.sample(
    wholeRequest((itemId) => itemId),
    propertyOptions,
  );
  const found = samples.flatMap((whole) => untold({ fields: bodyOf(whole), ...whole.options }));
  expect([...new Set(found)]).toEqual([]);
});

const corpus = new URL(
  `${process.env.TRANSPOND_CORPUS ?? "../shared/corpus"}/anthropic-requests.jsonl`,
  new URL("../../../../", import.meta.url),
);
const present = existsSync(corpus);
if (!present) process.stderr.write("Skipped: recorded Anthropic requests are not here.\n");

describe.skipIf(!present)("recorded requests", () => {
  const lines = present ? readFileSync(corpus, "utf8").trim().split("\n") : [];
  const records = lines.map((line): unknown => JSON.parse(line)).filter(isObject);

  test.each(["gpt-4o", "gpt-5.2", "gpt-5.6-sol", "gpt-6-astra"])("for %s", (model) => {
    const found = records.flatMap((record) => {
      const { request } = record;
      if (!isObject(request)) return [];
      return untold({ fields: request, model, headers: { "anthropic-beta": stringAt(record, "anthropic_beta") } });
    });
    expect([...new Set(found)]).toEqual([]);
  });
});
