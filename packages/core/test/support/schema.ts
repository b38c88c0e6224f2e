import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { newerBlocks, newerDefinitions, newerDeltas, newerFields } from "./newer-blocks.js";

/** The vendors' published schemas, calibrated on recordings: `TRANSPOND_SCHEMA`, or `../shared/schema` beside the repository. */
const root = process.env.TRANSPOND_SCHEMA ?? fileURLToPath(new URL("../../../../../shared/schema", import.meta.url));
const file = `${root}/anthropic-official.calibrated.closed.json`;

export const hasSchema = existsSync(file);

type Judge = (value: unknown) => string[];

/** Compiles one definition of Anthropic's schema; the judge returns what is wrong, nothing where all is well. */
export function anthropicJudge(definition: string): Judge {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  const schema = JSON.parse(readFileSync(file, "utf8"));
  Object.assign(schema.$defs, newerDefinitions);
  schema.$defs.ContentBlock.anyOf.push(...newerBlocks);
  schema.$defs.ContentBlockStartEvent.properties.content_block.anyOf.push(...newerBlocks);
  schema.$defs.ContentBlockDeltaEvent.properties.delta.anyOf.push(...newerDeltas);
  for (const [name, fields] of Object.entries(newerFields)) Object.assign(schema.$defs[name].properties, fields);
  ajv.addSchema(schema, "anthropic");
  const validate = ajv.getSchema(`anthropic#/$defs/${definition}`);
  if (!validate) throw new Error(`The schema does not define ${definition}.`);
  return (value) => {
    if (validate(value)) return [];
    const errors = (validate.errors ?? []).map(({ instancePath, message, params }) =>
      [instancePath, message, JSON.stringify(params)].join(" "),
    );
    // Every other member of a union complains as well; what is said of a pattern is of the one that was meant.
    const meant = errors.filter((error) => error.includes("pattern"));
    return meant.length > 0 ? meant : errors;
  };
}

/** A stream event is judged by the definition of its own type, so that errors name the field. */
export function streamEventJudge(): Judge {
  const judges = new Map(Object.entries(definitions).map(([type, name]) => [type, anthropicJudge(name)]));
  return (event) => {
    const type = typeof event === "object" && event !== null && "type" in event ? String(event.type) : "";
    return judges.get(type)?.(event) ?? [`no such event: ${type}`];
  };
}

const definitions = {
  message_start: "MessageStartEvent",
  content_block_start: "ContentBlockStartEvent",
  content_block_delta: "ContentBlockDeltaEvent",
  content_block_stop: "ContentBlockStopEvent",
  message_delta: "MessageDeltaEvent",
  message_stop: "MessageStopEvent",
  ping: "PingEvent",
  error: "ErrorEvent",
};

const requestFile = `${root}/openai-request.calibrated.closed.json`;

/** Compiles OpenAI's schema of a request; the judge returns what is wrong, nothing where all is well. */
export function openAIRequestJudge(): Judge {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
  ajv.addSchema(JSON.parse(readFileSync(requestFile, "utf8")), "openai");
  const validate = ajv.getSchema("openai#/$defs/CreateResponse");
  if (!validate) throw new Error("The schema does not define CreateResponse.");
  return (value) =>
    validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
