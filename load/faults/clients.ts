import type { ClientRequest } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { hello, type RawAnswer, rawRequest, upstreamHeader, withSocket } from "@transpond/testkit/scenarios";
import { type Expected, error, refused, tooLarge } from "./expected.js";
import { bodyBytes } from "./limits.js";
import { type RequestOptions, type Sending, send } from "./send.js";

/** One way of a client to ask. */
export interface ClientFault {
  readonly weight: number;
  /** What it is to hear, where that is not the upstream's business. */
  readonly expected?: Expected;
  /** Its answers; undefined for one that ended before it was whole. */
  readonly run: (sending: Sending) => Promise<readonly (RawAnswer | undefined)[]>;
}

const bodyOf = ({ stream }: Sending, more: object = {}) => JSON.stringify({ ...hello({ stream }), ...more });

const one =
  (options: (sending: Sending) => RequestOptions): ClientFault["run"] =>
  async (sending) => [await send(sending, options(sending))];

/** Hears the same, however it came to its request. */
const odd = (options: (sending: Sending) => RequestOptions): ClientFault => ({ weight: 1, run: one(options) });

/** Is told that its request is wrong, whoever is upstream. */
const wrong = (expected: Expected, options: (sending: Sending) => RequestOptions): ClientFault => ({
  weight: 1,
  expected,
  run: one(options),
});

const leaves = (options: (sending: Sending) => RequestOptions): ClientFault => ({
  ...wrong("left", options),
  weight: 2,
});

/** Writes for as long as the other side reads. */
function withoutEnd(sent: ClientRequest): void {
  let isAnswered = false;
  sent.once("response", () => {
    isAnswered = true;
  });
  const write = () => {
    if (sent.destroyed || isAnswered) return;
    if (sent.write("x".repeat(16_384))) setImmediate(write);
    else sent.once("drain", write);
  };
  write();
}

async function inPieces(sent: ClientRequest, text: string): Promise<void> {
  for (let at = 0; at < text.length && !sent.destroyed; at += 40) {
    sent.write(text.slice(at, at + 40));
    await wait(10);
  }
  sent.end();
}

const bomb = gzipSync(Buffer.alloc(4 * 1024 * 1024, " "), { level: 9 });
const deep = `{"model":"claude-sonnet-5","max_tokens":9,"messages":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
const gzip = { "content-encoding": "gzip" };

/** Both answers of a pipeline, or of a client that has said all and only listens. */
const onSocket =
  (requests: number, more: { readonly endsSending: boolean }): ClientFault["run"] =>
  async (sending) => {
    const answers: (RawAnswer | undefined)[] = [];
    await withSocket(sending, async (socket) => {
      const text = rawRequest(sending, bodyOf(sending), [`${upstreamHeader}: ${sending.upstream}`]);
      await socket.send(text.repeat(requests));
      if (more.endsSending) socket.endSending();
      while (answers.length < requests) answers.push(await socket.answerOrEnd());
    });
    return answers;
  };

/** What a client may do, well or badly. */
export const clientFaults: Readonly<Record<string, ClientFault>> = {
  good: { ...odd((sending) => ({ body: bodyOf(sending) })), weight: 14 },
  compressed: odd((sending) => ({ headers: gzip, body: gzipSync(bodyOf(sending)) })),
  "slow body": odd((sending) => ({ body: (sent) => void inPieces(sent, bodyOf(sending)) })),
  "slow reader": odd((sending) => ({
    body: bodyOf(sending),
    onResponse: (response) => {
      response.pause();
      setTimeout(() => response.resume(), 100);
    },
  })),
  "prototype keys": odd((sending) => ({
    body: `{"__proto__":{"stream":1},"constructor":{"prototype":{"x":1}},${bodyOf(sending).slice(1)}`,
  })),
  "odd headers": odd((sending) => ({
    headers: { "x-request-id": 'a"b;c=\u00e9', "user-agent": "x".repeat(4000), traceparent: "00-zz-zz-zz" },
    body: bodyOf(sending, { metadata: { user_id: "a\r\nset-cookie: b=c" } }),
  })),
  pipelined: { weight: 1, run: onSocket(2, { endsSending: false }) },
  // Who closes a connection says no more than this, so a server may take the one for the other.
  "half-closed": { weight: 1, expected: "left", run: onSocket(1, { endsSending: true }) },

  "length over the limit": wrong(tooLarge, (sending) => ({
    headers: { connection: "close" },
    body: bodyOf(sending, { system: "x".repeat(bodyBytes) }),
  })),
  "body without end": wrong(tooLarge, () => ({
    body: withoutEnd,
    onResponse: (response) => response.once("end", () => response.socket.destroy()),
  })),
  bomb: wrong(tooLarge, () => ({ headers: gzip, body: bomb })),
  "broken gzip": wrong(refused, (sending) => ({ headers: gzip, body: bodyOf(sending) })),
  "unknown encoding": wrong(refused, (sending) => ({
    headers: { "content-encoding": "compress" },
    body: bodyOf(sending),
  })),
  "no JSON": wrong(refused, (sending) => ({ body: bodyOf(sending).slice(1) })),
  "no UTF-8": wrong(refused, (sending) => ({ body: Buffer.from(bodyOf(sending, { system: "\xff" }), "latin1") })),
  "deep JSON": wrong(refused, () => ({ body: deep })),
  "wrong shape": wrong(refused, (sending) => ({ body: bodyOf(sending, { messages: "Hello" }) })),
  "no key": wrong(error(401, "authentication_error"), (sending) => ({
    headers: { "x-api-key": "" },
    body: bodyOf(sending),
  })),
  "silent body": {
    ...wrong(error(408, "timeout_error"), (sending) => ({
      headers: { connection: "close" },
      body: (sent) => void sent.write(bodyOf(sending).slice(0, 20)),
    })),
    weight: 0.3,
  },

  "leaves in the body": leaves((sending) => ({
    body: (sent) => {
      sent.write(bodyOf(sending).slice(0, 20));
      setTimeout(() => sent.destroy(), sending.random() * 40);
    },
  })),
  "leaves early": leaves((sending) => ({
    body: (sent) => {
      sent.end(bodyOf(sending));
      setTimeout(() => sent.destroy(), sending.random() * 60);
    },
  })),
  "leaves at the head": leaves((sending) => ({
    body: bodyOf(sending),
    onResponse: (response) => response.destroy(),
  })),
  "leaves in the answer": leaves((sending) => ({
    body: bodyOf(sending),
    onResponse: (response) => response.once("data", () => setTimeout(() => response.destroy(), sending.random() * 30)),
  })),
  "reads no more": leaves((sending) => ({
    body: bodyOf(sending),
    onResponse: (response) => {
      response.pause();
      setTimeout(() => response.destroy(), 200);
    },
  })),
};
