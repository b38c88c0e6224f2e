import type { ErrorBody, ErrorType } from "../anthropic/errors.js";
import type { Loss } from "../ledger/loss.js";

export type TranspondErrorInit = {
  status: number;
  type: ErrorType;
  /** Without the path; the path is put before it, as Anthropic does. */
  message: string;
  /** Where in the Anthropic request, `messages.1.content.0`; empty when the whole request is meant. */
  path?: string;
  details?: Record<string, unknown>;
  headers?: Record<string, string>;
  losses?: readonly Loss[];
  cause?: unknown;
};

/**
 * The only thing that the functions of this package throw. It carries everything that an Anthropic error answer needs.
 *
 * @example
 * ```ts
 * try {
 *   toOpenAIRequest(body, { model: "gpt-5.6-sol" });
 * } catch (error) {
 *   const { status, headers, body } = toAnthropicError(error);
 * }
 * ```
 */
export class TranspondError extends Error {
  override readonly name = "TranspondError";
  /** HTTP status of the answer. */
  readonly status: number;
  readonly type: ErrorType;
  readonly path: string;
  readonly details: Record<string, unknown> | undefined;
  /** Headers for the answer, such as `retry-after` and `x-should-retry`. */
  readonly headers: Record<string, string>;
  readonly losses: readonly Loss[];

  constructor(init: TranspondErrorInit) {
    const path = init.path ?? "";
    super(
      path === "" ? init.message : `${path}: ${init.message}`,
      init.cause === undefined ? {} : { cause: init.cause },
    );
    this.status = init.status;
    this.type = init.type;
    this.path = path;
    this.details = init.details;
    this.headers = init.headers ?? {};
    this.losses = init.losses ?? [];
  }

  /** The body of the Anthropic error answer; also the `error` event of a stream. */
  toBody(requestId: string | null = null): ErrorBody {
    const { type, message, details } = this;
    return { type: "error", error: details ? { type, message, details } : { type, message }, request_id: requestId };
  }
}

/**
 * A function that the host gave as an option has thrown something else than a `TranspondError`: that is the `cause`, and
 * nothing of it stands in what a client sees.
 *
 * @example
 * ```ts
 * if (error instanceof HostError) console.error(error.option, error.cause);
 * ```
 */
export class HostError extends TranspondError {
  /** The option that has failed, `model`. */
  readonly option: string;

  constructor(option: string, cause: unknown) {
    super({ status: 500, type: "api_error", message: `The option \`${option}\` of this server failed.`, cause });
    this.option = option;
  }
}

/** `instanceof` without its exceptions: a proxy may throw when it is asked. */
export function isTranspondError(value: unknown): value is TranspondError {
  try {
    return value instanceof TranspondError;
  } catch {
    return false;
  }
}

/** The upstream sent what no upstream should. */
export function upstreamFault(message: string): TranspondError {
  return new TranspondError({ status: 500, type: "api_error", message });
}

/** A request that Anthropic would refuse too, or that cannot be carried over. */
export function invalidRequest(path: string, message: string, details?: Record<string, unknown>): TranspondError {
  return new TranspondError({ status: 400, type: "invalid_request_error", path, message, ...(details && { details }) });
}
