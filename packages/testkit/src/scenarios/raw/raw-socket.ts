import { strict as assert } from "node:assert";
import { once } from "node:events";
import { connect } from "node:net";
import { clientKey, hello, type ServerUnderTest } from "../scenario.js";
import { within } from "../within.js";
import { parseAnswer, type RawAnswer } from "./raw-answer.js";

/** A client that writes HTTP/1.1 byte by byte, as no library would. */
export interface RawSocket {
  /** Writes, and waits until the way to the server takes more. Resolves too when the server hangs up. */
  readonly send: (data: string | Uint8Array) => Promise<void>;
  /** Bytes that the way to the server has taken so far. */
  readonly taken: () => number;
  /** The next answer, `100 Continue` too. */
  readonly answer: () => Promise<RawAnswer>;
  /** The next answer; undefined where the server hangs up instead. */
  readonly answerOrEnd: () => Promise<RawAnswer | undefined>;
  /** Sends no more, and still listens. */
  readonly endSending: () => void;
  /** Whether an answer is there, or the server has hung up. */
  readonly isAnswered: () => boolean;
}

/** Opens a socket for as long as `use` takes. */
export async function withSocket(
  { url }: Pick<ServerUnderTest, "url">,
  use: (socket: RawSocket) => Promise<void>,
): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port), allowHalfOpen: true });
  let received: Buffer = Buffer.alloc(0);
  let isEnded = false;
  let wake = () => {};
  const end = () => {
    isEnded = true;
    wake();
  };
  socket.on("error", () => {});
  socket.on("end", end);
  socket.on("close", end);
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    wake();
  });
  const read = async (): Promise<RawAnswer | undefined> => {
    for (;;) {
      const parsed = parseAnswer(received, isEnded);
      if (parsed) {
        received = parsed.rest;
        return parsed.answer;
      }
      if (isEnded) return undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const answerOrEnd = () => within(5000, read(), "no answer on the socket");
  try {
    await once(socket, "connect");
    await use({
      send: async (data) => {
        if (isEnded || socket.destroyed || socket.write(data)) return;
        await Promise.race([once(socket, "drain"), once(socket, "close"), once(socket, "data")]);
      },
      taken: () => socket.bytesWritten - socket.writableLength,
      answer: async () => (await answerOrEnd()) ?? assert.fail("the server hung up without an answer"),
      answerOrEnd,
      endSending: () => socket.end(),
      isAnswered: () => isEnded || received.length > 0,
    });
  } finally {
    socket.destroy();
  }
}

export interface HeadOptions {
  readonly path?: string;
  readonly method?: string;
  /** Lines as they stand on the wire. */
  readonly lines?: readonly string[];
}

/** The head of a request with the client's key. @example head(server, { lines: ["content-length: 2"] }) */
export function head({ url }: Pick<ServerUnderTest, "url">, options: HeadOptions = {}): string {
  const { path = "/v1/messages", method = "POST", lines = [] } = options;
  const { host, pathname } = new URL(url);
  const target = `${pathname.replace(/\/$/, "")}${path}`;
  return [`${method} ${target} HTTP/1.1`, `host: ${host}`, `x-api-key: ${clientKey}`, ...lines, "", ""].join("\r\n");
}

/** A whole request with a JSON body. */
export function rawRequest(
  server: Pick<ServerUnderTest, "url">,
  body: object | string = hello(),
  lines: readonly string[] = [],
) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const length = `content-length: ${Buffer.byteLength(text)}`;
  return head(server, { lines: ["content-type: application/json", length, ...lines] }) + text;
}
