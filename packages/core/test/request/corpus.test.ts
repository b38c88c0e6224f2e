import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { TranspondError } from "../../src/errors/transpond-error.js";
import { isObject, stringAt } from "../../src/json.js";
import { assertMessagesRequest, toOpenAIRequest } from "../../src/request/to-openai-request.js";

const root = resolve(import.meta.dirname, "../../../..");
const corpus = resolve(root, process.env.TRANSPOND_CORPUS ?? "../shared/corpus", "anthropic-requests.jsonl");
const schemaFile = resolve(
  root,
  process.env.TRANSPOND_SCHEMA ?? "../shared/schema",
  "openai-request.calibrated.closed.json",
);
const present = existsSync(corpus) && existsSync(schemaFile);
if (!present) process.stderr.write("Skipped: recorded Anthropic requests or the request schema are not here.\n");

/** Why a recorded request may be refused, and what its error says. */
const refusals: Record<string, RegExp> = {
  "B2f: files of Anthropic's file store": /file_id: file not found$/,
  "A23: foreign containers": /^container: containers are not available/,
  "B11: uploads into containers": /container uploads are not available/,
  "T1c: tools that only code execution may call": /allowed_callers: calls from code execution/,
  "S4: a format whose root is an array": /^output_(config\.)?format\.schema\.type: Input should be 'object'/,
  "M15: recorded with a result of another call": /unexpected `tool_use_id` found in `tool_result` blocks/,
};

const models = ["gpt-4o", "o4-mini", "gpt-5", "gpt-5.1", "gpt-5.4", "gpt-5.6-sol", "gpt-6-astra", "some-other-model"];

describe.skipIf(!present)("recorded Anthropic requests", () => {
  const lines = present ? readFileSync(corpus, "utf8").trim().split("\n") : [];
  const records = lines.map((line): unknown => JSON.parse(line)).filter(isObject);
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const validate = (() => {
    if (!present) return () => true;
    const definitions: unknown = JSON.parse(readFileSync(schemaFile, "utf8"));
    if (!isObject(definitions)) throw new Error("The schema file holds no object.");
    ajv.addSchema({ ...definitions, $id: "openai" });
    return ajv.compile({ $ref: "openai#/$defs/CreateResponse" });
  })();

  test("there are 270 of them", () => {
    expect(records).toHaveLength(270);
  });

  test.each(models)(
    "each is translated for %s and fits OpenAI's schema, or is refused for a listed reason",
    (model) => {
      const unexpected: string[] = [];
      let translated = 0;
      for (const record of records) {
        try {
          const body = record.request;
          assertMessagesRequest(body);
          const { request } = toOpenAIRequest(body, {
            model,
            headers: { "anthropic-beta": stringAt(record, "anthropic_beta") },
          });
          translated++;
          if (!validate(request))
            unexpected.push(`${stringAt(record, "id")}: ${ajv.errorsText(ajv.errors?.slice(0, 3))}`);
        } catch (error) {
          if (!(error instanceof TranspondError)) throw error;
          const listed = Object.values(refusals).some((pattern) => pattern.test(error.message));
          if (!listed) unexpected.push(`${stringAt(record, "id")}: ${error.message}`);
        }
      }
      expect(unexpected).toEqual([]);
      expect(translated).toBeGreaterThan(250);
    },
  );
});
