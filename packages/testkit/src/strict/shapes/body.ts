import type { JsonObject } from "../../json.js";
import { OpenAIRefusal } from "../../openai-refusal.js";
import { didYouMean } from "../did-you-mean.js";
import { invalidType, missingParameter, unknownParameter } from "../refusals.js";
import { inputTokensFields, responsesFields } from "./settings.js";
import { checkShape } from "./shape.js";

const fieldsOf = { responses: responsesFields, input_tokens: inputTokensFields };

/** The two fields for which `null` is not the same as leaving them out; the message then speaks of an object. */
const notNull = ["model", "input"];

/**
 * Checks the form of a request body: what must be there, then what is unknown, then each field in the API's own order.
 * @throws OpenAIRefusal
 */
export const checkBody = (body: JsonObject, endpoint: keyof typeof fieldsOf): void => {
  const fields = fieldsOf[endpoint];
  if ("messages" in body) {
    throw new OpenAIRefusal(
      "Unsupported parameter: 'messages'. In the Responses API, this parameter has moved to 'input'. Try again with the new parameter. See the API documentation for more information: https://platform.openai.com/docs/api-reference/responses/create.",
      { code: "unsupported_parameter" },
    );
  }
  for (const key of notNull) if (!(key in body)) throw missingParameter(key);
  const [unknown] = Object.keys(body).filter((key) => !Object.hasOwn(fields, key));
  if (unknown !== undefined) {
    throw unknownParameter(unknown, didYouMean(unknown, Object.keys(fields), Object.keys(body)));
  }
  for (const [key, field] of Object.entries(fields)) {
    const value = body[key];
    if (value === undefined) continue;
    if (value !== null) checkShape("required" in field ? field.required : field, value, key);
    else if (notNull.includes(key)) throw invalidType(key, "a string", {});
  }
};
