import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type OpenAIRequest, TranspondError } from "@transpond/core";
import { checkRequest, createMemory, mintEncryptedReasoning, OpenAIRefusal } from "@transpond/testkit";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bodyOf, wholeRequest } from "../packages/core/test/request/arbitrary/whole-request.js";
import { translate } from "../packages/core/test/request/property-checks.js";
import { propertyOptions } from "../packages/core/test/support/property-options.js";

/** What we make of any valid request must be what OpenAI takes: by its rules, as simulated, and by its published schema. */
const secret = "simulated";
const organization = "org-test";
const encrypt = (id: string, family: string) =>
  mintEncryptedReasoning(secret, { id, family, organization, stage: "final" }, id, 40);
const anyRequest = wholeRequest(encrypt);

const folder = process.env.TRANSPOND_SCHEMA ?? fileURLToPath(new URL("../../shared/schema", import.meta.url));
const file = `${folder}/openai-request.calibrated.closed.json`;
const validate = existsSync(file) ? requestSchema() : null;

/** What the simulated upstream says against a request; null where it takes it. */
function objection(body: OpenAIRequest): string | null {
  try {
    const sent = JSON.parse(JSON.stringify(body));
    checkRequest(sent, { endpoint: "responses", secret, organization, memory: createMemory(), inputTokens: 0 });
    return null;
  } catch (error) {
    if (error instanceof OpenAIRefusal) return error.message;
    throw error;
  }
}

/** The published schema is older than the SDK, whose breakpoints have a `ttl` in every place. */
function requestSchema(): ValidateFunction {
  const schema = JSON.parse(readFileSync(file, "utf8"));
  schema.$defs.PromptCacheBreakpointConfig.properties.ttl = { enum: ["30m", "12h"] };
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
  ajv.addSchema({ ...schema, $id: "openai" });
  return ajv.compile({ $ref: "openai#/$defs/CreateResponse" });
}

/** Runs a judge over what is sent of any request; it gives null where all is well. */
function judgeAll(judge: (body: OpenAIRequest) => unknown) {
  fc.assert(
    fc.property(anyRequest, (whole) => {
      const result = translate(bodyOf(whole), whole.options);
      if (!(result instanceof TranspondError)) expect(judge(result.request)).toBeNull();
    }),
    propertyOptions,
  );
}

describe("any valid request, translated,", () => {
  it("is accepted by the simulated upstream", () => {
    judgeAll(objection);
  });

  it.skipIf(!validate)("fits OpenAI's published schema", () => {
    judgeAll((body) => (validate?.(body) === false ? validate.errors : null));
  });
});
