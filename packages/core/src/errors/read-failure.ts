import { isObject, type JsonObject, objectAt, stringAt } from "../json.js";
import { readCutBody } from "./cut-body.js";
import { type Failure, type FailureKind, unknownFailure } from "./failure.js";
import { headerReader } from "./headers.js";
import { networkKind } from "./network-causes.js";
import { isResponseObject, isStatus, readErrorObject, readResponse } from "./read-error-object.js";

/**
 * Reads whatever went wrong: an HTTP answer, a stream event, a failed Response, a client's error, any thrown value. It
 * never throws, whatever a getter or a proxy does.
 */
export function readFailure(failure: unknown): Failure {
  try {
    return isObject(failure) ? readObject(failure) : unknownFailure;
  } catch {
    return unknownFailure;
  }
}

function readObject(failure: JsonObject): Failure {
  if (isThrown(failure)) return readThrown(failure);
  const type = stringAt(failure, "type");
  if (type === "response.failed" || type === "response.incomplete") return readResponse(objectAt(failure, "response"));
  if (type === "error") return readErrorObject(failure);
  if (typeof failure.status === "number" || "body" in failure) return readAnswer(failure, failure.body);
  if (isResponseObject(failure)) return readResponse(failure);
  if ("error" in failure || "message" in failure || "code" in failure) return readErrorObject(failure);
  return unknownFailure;
}

function isThrown(value: object): value is Error & JsonObject {
  return value instanceof Error || "stack" in value;
}

/** `{ status, headers, body }`, the body as text, bytes or already parsed. */
function readAnswer(answer: JsonObject, rawBody: unknown): Failure {
  const status = isStatus(answer.status) ? answer.status : null;
  const header = headerReader(answer.headers);
  const body = parseBody(rawBody);
  const said = readBody(body);
  return {
    ...said,
    kind: answerKind(status ?? 200, body),
    status: status ?? said.status,
    header,
    requestId: header("x-request-id") ?? "",
  };
}

function readBody(body: unknown): Failure {
  if (typeof body === "string") return { ...unknownFailure, message: body };
  if (!isObject(body)) return unknownFailure;
  return isResponseObject(body) ? readResponse(body) : readErrorObject(body);
}

function answerKind(status: number, body: unknown): FailureKind {
  if (status >= 400) return "upstream";
  if (status >= 300) return "redirect";
  return isObject(body) && (isObject(body.error) || isResponseObject(body)) ? "upstream" : "malformed";
}

/** The body as an object, as far as it came, or the beginning of a text that is not JSON, or nothing of a web page. */
function parseBody(body: unknown): unknown {
  if (body instanceof Uint8Array) return parseBody(new TextDecoder().decode(body));
  if (typeof body !== "string") return body;
  try {
    return JSON.parse(body);
  } catch {
    const [first] = body.trimStart();
    if (first === "<") return undefined;
    return (first === "{" ? readCutBody(body) : undefined) ?? body.slice(0, 200);
  }
}

/** An error of the official `openai` client, of `fetch`, or of anything else. */
function readThrown(thrown: Error & JsonObject): Failure {
  if (typeof thrown.status === "number") return readAnswer(thrown, thrownBody(thrown, thrown.status));
  // The client throws what a stream's `error` event says without a status, with the event's object as `error`.
  if (isObject(thrown.error)) {
    const header = headerReader(thrown.headers);
    return { ...readErrorObject({ error: thrown.error }), header, requestId: header("x-request-id") ?? "" };
  }
  const { kind, code } = networkKind(thrown);
  return { ...unknownFailure, kind, code };
}

/** What the upstream said, of an error with a status. Other text is not its own: body parsers keep the request there. */
function thrownBody(thrown: JsonObject, status: number): unknown {
  const body = parseBody(thrown.body);
  return isObject(body) ? body : (thrown.error ?? textIn(stringAt(thrown, "message"), status));
}

/** Of an answer that is not JSON, the official client has the text in its message. */
function textIn(message: string, status: number): string | undefined {
  const start = `${status} `;
  return message.startsWith(start) && message !== `${start}status code (no body)`
    ? message.slice(start.length)
    : undefined;
}
