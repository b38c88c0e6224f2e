import type { IncomingMessage } from "node:http";
import { asObject, type JsonObject } from "../json.js";

export type Ending = "finished" | "aborted" | "cut";

/** What a request looked like, and what became of its answer. */
export interface RecordedRequest {
  readonly method: string;
  /** Path without the query string, such as `/v1/responses`. */
  readonly path: string;
  readonly query: string;
  /** Lower-case names, several values joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it came. */
  readonly text: string;
  /** The parsed body; an empty object when it is none. */
  readonly body: JsonObject;
  /** Milliseconds since 1970. */
  readonly when: number;
  /** HTTP status of the answer; 0 before it is known. */
  readonly status: number;
  /** Items of the streamed answer so far, as their `response.output_item.done` gave them. */
  readonly output: readonly JsonObject[];
  /** Events sent so far. */
  readonly sentEvents: number;
  /** Bytes of body sent so far. */
  readonly sentBytes: number;
  /** True once the client closed the connection before the answer was complete. */
  readonly aborted: boolean;
  /** Settles when the answer is complete, cut or aborted. */
  readonly closed: Promise<Ending>;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type OpenRecord = Writable<RecordedRequest> & {
  readonly output: JsonObject[];
  readonly settle: (how: Ending) => void;
};

/** Starts the record of a request whose body has been read. */
export const record = (request: IncomingMessage, text: string, body: unknown, when: number): OpenRecord => {
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  let resolve: (how: Ending) => void = () => undefined;
  const closed = new Promise<Ending>((settle) => {
    resolve = settle;
  });
  let open = true;
  const log: OpenRecord = {
    method: request.method ?? "GET",
    path,
    query,
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    text,
    body: asObject(body),
    when,
    status: 0,
    output: [],
    sentEvents: 0,
    sentBytes: 0,
    aborted: false,
    closed,
    settle: (how) => {
      if (!open) return;
      open = false;
      log.aborted = how === "aborted";
      resolve(how);
    },
  };
  return log;
};
