import { strict as assert } from "node:assert";
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from "node:zlib";
import { ask, errorIn, expectError, textOf } from "../ask.js";
import { expectMessage } from "../expect-message.js";
import { hello, type Scenario, type ServerUnderTest, tight } from "../scenario.js";

const plain = JSON.stringify(hello({ messages: [{ role: "user", content: "Grüße ".repeat(500) }] }));
const said = /^You said: Grüße Grüße/;
const megabyte = 1024 * 1024;

const send = (server: ServerUnderTest, encoding: string, body: Uint8Array) =>
  ask(server, { body, headers: { "content-type": "application/json", "content-encoding": encoding } });

/** Bytes of the same letter: a thousandth of them when compressed. */
function bomb(bytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    const gzip = createGzip({ level: 9 });
    gzip.on("data", (chunk) => chunks.push(chunk));
    gzip.on("error", reject);
    gzip.on("end", () => resolve(Buffer.concat(chunks)));
    gzip.end(Buffer.alloc(bytes, "["));
  });
}

/** Peak of this process's buffers while something runs, in bytes above the start. Says something where the server runs in it. */
async function peakOf(work: () => Promise<void>): Promise<number> {
  const used = () => process.memoryUsage().arrayBuffers;
  const before = used();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, used());
  }, 1);
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  return Math.max(peak, used()) - before;
}

const broken: Readonly<Record<string, readonly [encoding: string, body: Uint8Array]>> = {
  "is no gzip": ["gzip", Buffer.from(plain)],
  "is cut short": ["gzip", gzipSync(plain).subarray(0, 60)],
  "is damaged": ["gzip", Buffer.concat([gzipSync(plain).subarray(0, 40), Buffer.alloc(40, 0xff)])],
  "is in an unknown encoding": ["compress", Buffer.from(plain)],
  "is in an encoding named after a property": ["constructor", Buffer.from(plain)],
  "is compressed twice": ["gzip, gzip", gzipSync(gzipSync(plain))],
};

/** Compressed bodies. */
export const encodings: readonly Scenario[] = [
  {
    name: "encodings: gzip and deflate are decoded",
    run: async (server) => {
      const bodies = {
        gzip: gzipSync(plain),
        GZIP: gzipSync(plain),
        deflate: deflateSync(plain),
      };
      for (const [encoding, body] of Object.entries(bodies)) {
        assert.match(textOf(await expectMessage(await send(server, encoding, body))), said, encoding);
      }
      assert.match(textOf(await expectMessage(await send(server, "identity", Buffer.from(plain)))), said);
    },
  },
  {
    name: "encodings: gzip is known by its old name",
    needs: ["unread-body"],
    run: async (server) => {
      assert.match(textOf(await expectMessage(await send(server, "x-gzip", gzipSync(plain)))), said);
    },
  },
  {
    name: "encodings: brotli is decoded where the runtime can, else refused by its name",
    run: async (server) => {
      const response = await send(server, "br", brotliCompressSync(plain));
      if (response.status === 200) assert.match(textOf(await expectMessage(response)), said);
      else {
        const { message } = await expectError(response, 400, "invalid_request_error");
        assert.match(message, /content-encoding/);
      }
    },
  },
  ...Object.entries(broken).map(
    ([name, [encoding, body]]): Scenario => ({
      name: `encodings: a body that ${name} is 400`,
      needs: ["unread-body"],
      run: async (server) => {
        const { message } = await expectError(await send(server, encoding, body), 400, "invalid_request_error");
        assert.doesNotMatch(message, /Grüße|incorrect header|zlib/);
        assert.equal(server.sent().length, 0);
      },
    }),
  ),
  {
    name: "encodings: a bomb is 413, and costs no memory",
    profile: tight,
    needs: ["unread-body"],
    run: async (server) => {
      const body = await bomb(48 * megabyte);
      assert.ok(body.length < 60_000, "it comes below the limit");
      const peak = await peakOf(async () => {
        const answers = await Promise.all(Array.from({ length: 6 }, () => send(server, "gzip", body)));
        for (const response of answers) {
          const text = await response.text();
          assert.equal(response.status, 413, text);
          assert.equal(errorIn(JSON.parse(text)).type, "request_too_large");
        }
      });
      assert.ok(peak < 48 * megabyte, `${peak} bytes at its peak`);
    },
  },
];
