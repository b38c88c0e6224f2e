import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { asObject } from "../src/json.js";
import { schemas } from "./helpers.js";

const compile = () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  const path = join(schemas ?? "", "openai-responses.calibrated.json");
  ajv.addSchema(asObject(JSON.parse(readFileSync(path, "utf8"))), "openai");
  const validator = (name: string) => {
    const validate = ajv.compile({ $ref: `openai#/$defs/${name}` });
    return (value: unknown): readonly string[] => {
      validate(value);
      return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
    };
  };
  return { response: validator("Response"), event: validator("ResponseStreamEvent") };
};

/** Faults that the published schema finds; only to be called where the schemas are at hand. */
let compiled: ReturnType<typeof compile> | undefined;
export const schemaFaults = () => {
  compiled ??= compile();
  return compiled;
};
