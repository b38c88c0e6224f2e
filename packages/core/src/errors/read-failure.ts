import { isObject, type JsonObject, objectAt, stringAt } from "../json.js";
import { type HeaderReader, headerReader } from "./headers.js";
import { networkKind } from "./network-causes.js";

/** Who failed: the upstream said so, the way to it broke, or neither is known. */
export type FailureKind =
  | "upstream"
  | "connection"
  | "certificate"
  | "timeout"
  | "abort"
  | "redirect"
  | "malformed"
  | "internal";

/** A failure of any origin, read into one shape. Empty strings stand for what is absent. */
export type Failure = {
  kind: FailureKind;
  /** HTTP status; null where the failure came inside a stream or never reached the upstream. */
  status: number | null;
  code: string;
  type: string;
  message: string;
  param: string;
  /** Longer public explanation of a policy block, where the upstream gives one. */
  explanation: string;
  header: HeaderReader;
  requestId: string | null;
};

const noHeaders: HeaderReader = () => null;
const blank: Failure = {
  kind: "internal",
  status: null,
  code: "",
  type: "",
  message: "",
  param: "",
  explanation: "",
  header: noHeaders,
  requestId: null,
};

/** Reads whatever went wrong: an HTTP answer, a stream event, a failed Response, a client's error, any thrown value. */
export function readFailure(failure: unknown): Failure {
  if (!isObject(failure)) return blank;
  const type = stringAt(failure, "type");
  if (type === "response.failed" || type === "response.incomplete") return readFailure(objectAt(failure, "response"));
  if (type === "error" && !isThrown(failure)) return readErrorObject(failure);
  if (isThrown(failure)) return readThrown(failure);
  if (typeof failure.status === "number") return readAnswer(failure, failure.status);
  if (failure.object === "response" || typeof failure.status === "string") return readResponse(failure);
  if ("error" in failure || "message" in failure || "code" in failure) return readErrorObject(failure);
  return blank;
}

function isThrown(value: object): value is Error & JsonObject {
  return value instanceof Error || "stack" in value;
}

/** `{ status, headers, body }`, the body as text, bytes or already parsed. */
function readAnswer(answer: JsonObject, status: number): Failure {
  const header = headerReader(answer.headers);
  const requestId = header("x-request-id");
  const body = parseBody(answer.body ?? answer.error);
  const said = isObject(body) ? readErrorObject(body) : { ...blank, message: typeof body === "string" ? body : "" };
  return { ...said, kind: answerKind(status, body), status, header, requestId };
}

function answerKind(status: number, body: unknown): FailureKind {
  if (status >= 300 && status < 400) return "redirect";
  if (status >= 400) return "upstream";
  return isObject(body) && isObject(body.error) ? "upstream" : "malformed";
}

/** The body as an object, or the beginning of a text that is not JSON, or nothing where it is a web page. */
function parseBody(body: unknown): unknown {
  if (body instanceof Uint8Array) return parseBody(new TextDecoder().decode(body));
  if (typeof body !== "string") return body;
  try {
    return JSON.parse(body);
  } catch {
    return /^\s*</.test(body) ? undefined : body.slice(0, 200);
  }
}

/** A Response whose status says that it failed; its error has no type and often no param. */
function readResponse(response: JsonObject): Failure {
  const said = readErrorObject({ error: objectAt(response, "error") });
  const status = stringAt(response, "status");
  return said.code === "" && said.message === ""
    ? { ...said, message: `The response ended with status "${status}".` }
    : said;
}

/** `{ error: { … } }`, `{ error: "…" }`, or the fields themselves: all three occur in bodies and in stream events. */
function readErrorObject(body: JsonObject): Failure {
  const nested = isObject(body.error);
  const error = nested ? objectAt(body, "error") : body;
  const type = stringAt(error, "type");
  // Some servers write the HTTP status as the code.
  const status = typeof error.code === "number" && error.code >= 400 && error.code < 600 ? error.code : null;
  return {
    ...blank,
    kind: "upstream",
    status,
    code: stringAt(error, "code"),
    type: type === "error" ? "" : type,
    message: stringAt(error, "message") || stringAt(body, "error") || stringAt(body, "detail"),
    param: stringAt(error, "param"),
    explanation: stringAt(objectAt(error, "misalignment"), "detailed_explanation"),
  };
}

/** An error of the official `openai` client, of `fetch`, or of anything else. */
function readThrown(thrown: Error & JsonObject): Failure {
  if (typeof thrown.status === "number") return readAnswer(thrown, thrown.status);
  // The client throws what a stream's `error` event says without a status, with the event's object as `error`.
  if (isObject(thrown.error)) {
    const header = headerReader(thrown.headers);
    return { ...readErrorObject({ error: thrown.error }), header, requestId: header("x-request-id") };
  }
  const { kind, code } = networkKind(thrown);
  return { ...blank, kind, code };
}
