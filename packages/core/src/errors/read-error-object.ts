import { isObject, type JsonObject, objectAt, stringAt } from "../json.js";
import { beginningOf } from "./clean-text.js";
import { type Failure, unknownFailure } from "./failure.js";

/** More of a text is not looked at, so that what looks for codes and sentences in it is quick whatever it holds. */
const maxMessage = 4000;
const maxName = 200;

const textAt = (parent: JsonObject, key: string) => beginningOf(stringAt(parent, key), maxMessage);
const nameAt = (parent: JsonObject, key: string) => stringAt(parent, key).slice(0, maxName);

/** `{ error: { … } }`, `{ error: "…" }`, or the fields themselves: all three occur in bodies and in stream events. */
export function readErrorObject(body: JsonObject): Failure {
  const error = isObject(body.error) ? body.error : body;
  const type = nameAt(error, "type");
  return {
    ...unknownFailure,
    kind: "upstream",
    status: statusIn(error.code),
    code: nameAt(error, "code"),
    // The event's own type, where its fields stand beside it.
    type: type === "error" ? "" : type,
    message: textAt(error, "message") || textAt(body, "error") || textAt(body, "detail"),
    param: nameAt(error, "param"),
    explanation: textAt(objectAt(error, "misalignment"), "detailed_explanation"),
  };
}

/** Some servers write the HTTP status as the code. */
function statusIn(code: unknown): number | null {
  const status = typeof code === "string" && /^\d{3}$/.test(code) ? Number(code) : code;
  return isStatus(status) && status >= 400 ? status : null;
}

export function isStatus(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 100 && value < 600;
}

const responseStatuses: readonly unknown[] = [
  "failed",
  "cancelled",
  "incomplete",
  "completed",
  "queued",
  "in_progress",
];

/** Some servers leave `object` out. */
export function isResponseObject(value: JsonObject): boolean {
  return value.object === "response" || responseStatuses.includes(value.status);
}

/** A Response that did not end well; its error has no type and often no param. */
export function readResponse(response: JsonObject): Failure {
  const said = readErrorObject({ error: objectAt(response, "error") });
  const status = nameAt(response, "status") || "failed";
  return {
    ...said,
    message: said.message || (said.code === "" ? `The response ended with status "${status}".` : ""),
    incompleteReason: nameAt(objectAt(response, "incomplete_details"), "reason"),
  };
}
