import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";

const FILE = "openai-request.calibrated.closed.json";

const directory = process.env.TRANSPOND_SCHEMA ?? fileURLToPath(new URL("../../shared/schema", import.meta.url));

/** Where the JSON Schema of OpenAI's requests is looked for; `TRANSPOND_SCHEMA` names another directory. */
export const requestSchemaPath = join(directory, FILE);

/**
 * False where the schema is not at hand; requests are then judged by the simulated upstream alone.
 * `TRANSPOND_REQUIRE_SHARED=1` makes a missing schema an error instead.
 */
export const hasRequestSchema = process.env.TRANSPOND_REQUIRE_SHARED === "1" || existsSync(requestSchemaPath);

const compile = () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  const schema: { $id: string } = JSON.parse(readFileSync(requestSchemaPath, "utf8"));
  ajv.addSchema(schema);
  return ajv.compile({ $ref: `${schema.$id}#/$defs/CreateResponse` });
};

let compiled: ReturnType<typeof compile> | undefined;

/**
 * What the schema has against a request body, at most ten complaints; nothing where the schema is not at hand.
 * @example schemaComplaints({ model: "gpt-5.4", input: "Hi", typo: 1 }) // ["/ must NOT have unevaluated properties"]
 */
export const schemaComplaints = (body: unknown): readonly string[] => {
  if (!hasRequestSchema) return [];
  compiled ??= compile();
  if (compiled(body)) return [];
  return (compiled.errors ?? []).slice(0, 10).map((error) => `${error.instancePath || "/"} ${error.message}`);
};
