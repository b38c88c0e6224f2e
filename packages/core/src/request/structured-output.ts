import type { MessagesRequest } from "../anthropic/request.js";
import { invalidRequest } from "../errors/transpond-error.js";
import type { JsonObject } from "../json.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import type { ModelCapabilities } from "../openai/models.js";
import type { JsonSchemaFormat } from "../openai/request.js";
import { normalSchema } from "./normal-schema.js";
import { sameJson } from "./same-json.js";
import { fitsStrictSubset } from "./strict-schema.js";
import { at } from "./validate.js";

type FormatFields = Pick<MessagesRequest, "output_config" | "output_format">;

/** The schema that the client wants the answer in, from either field. @throws TranspondError 400 when the two differ */
export function wantedSchema(request: FormatFields): { schema: JsonObject; path: string } | null {
  const current = request.output_config?.format;
  const deprecated = request.output_format;
  if (current && deprecated) {
    const same = sameJson(current.schema, deprecated.schema);
    if (!same) throw invalidRequest("output_format", "differs from `output_config.format`; give only one of them");
  }
  if (current) return { schema: current.schema, path: "output_config.format" };
  return deprecated ? { schema: deprecated.schema, path: "output_format" } : null;
}

/**
 * The format for `text`; a schema outside the strict subset guides without binding. OpenAI refuses a root that is not an
 * object, strict or not, and a wrapped one could not be unwrapped while it streams. Source: mapping A.7, K11.
 *
 * @throws TranspondError 400 for such a root (S4), and where the model takes no schema: an answer in prose would break
 *   the client's parsing
 */
export function translateFormat(
  wanted: { schema: JsonObject; path: string },
  { structuredOutputs }: Pick<ModelCapabilities, "structuredOutputs">,
  ledger: LossLedger,
): JsonSchemaFormat {
  if (!structuredOutputs) throw invalidRequest(wanted.path, "structured output is not available on this model");
  if (wanted.schema.type !== "object") {
    throw invalidRequest(at(wanted.path, "schema.type"), "Input should be 'object' on this upstream");
  }
  const schema = normalSchema(wanted.schema);
  const strict = fitsStrictSubset(schema);
  if (!strict) ledger.add("schema_not_enforced", wanted.path);
  return { type: "json_schema", name: "response", schema, strict };
}
