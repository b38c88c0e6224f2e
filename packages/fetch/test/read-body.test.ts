import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Incoming, incomingOf } from "../src/incoming.js";
import { readJson } from "../src/read-body.js";

const post = (body: string | Uint8Array | ReadableStream, headers: Record<string, string> = {}) =>
  incomingOf(
    new Request("http://host/", {
      method: "POST",
      body: body instanceof Uint8Array ? new Uint8Array(body) : body,
      headers,
      ...(body instanceof ReadableStream && { duplex: "half" }),
    }),
  );
const failure = async (request: Incoming, limit = 1000) => {
  const error: unknown = await readJson(request, limit).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof Error ? { ...error, message: error.message } : error;
};
const value = { model: "x", text: "größe 😀" };
const json = JSON.stringify(value);

describe("a body", () => {
  it.each<[string, Uint8Array | string, Record<string, string>]>([
    ["plain", json, {}],
    ["with a byte order mark", `\ufeff${json}`, {}],
    ["gzip", gzipSync(json), { "content-encoding": "gzip" }],
    ["deflate", deflateSync(json), { "content-encoding": "deflate" }],
    ["identity", json, { "content-encoding": "identity" }],
    ["of another content type", json, { "content-type": "text/plain" }],
  ])("%s", async (_, body, headers) => {
    await expect(readJson(post(body, headers), 1000)).resolves.toMatchObject({ body: value });
  });

  it("in single bytes", async () => {
    const bytes = new TextEncoder().encode(json);
    let at = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (at === bytes.length) controller.close();
        else controller.enqueue(bytes.slice(at, ++at));
      },
    });
    await expect(readJson(post(body), 1000)).resolves.toEqual({ body: value, text: json, bytes: bytes.length });
  });
});

describe("a body that is refused", () => {
  it.each<[string, string | Uint8Array, Record<string, string>, string]>([
    ["nothing", "", {}, "The request body is not valid JSON: it is empty"],
    ["cut", '{"model": "gpt-sec', {}, "The request body is not valid JSON: "],
    ["no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), {}, "The request body is not valid JSON: it is not UTF-8"],
    ["an array", "[]", {}, "The request body must be a JSON object"],
    ["null", "null", {}, "The request body must be a JSON object"],
    ["no gzip", json, { "content-encoding": "gzip" }, "The request body could not be decoded"],
    [
      "an unknown encoding",
      json,
      { "content-encoding": "rot13" },
      "The content-encoding of the request body is not supported",
    ],
  ])("%s", async (_, body, headers, message) => {
    const error = await failure(post(body, headers));
    expect(error).toMatchObject({ status: 400, type: "invalid_request_error" });
    expect(error).toHaveProperty("message", expect.stringContaining(message));
    expect(JSON.stringify(error)).not.toContain("gpt-sec");
  });

  it("says where it breaks", async () => {
    expect(await failure(post('{"a":1,}'))).toHaveProperty("message", expect.stringMatching(/character 7$/));
  });

  it("brotli either works or is refused politely", async () => {
    const result = await readJson(post(brotliCompressSync(json), { "content-encoding": "br" }), 1000).catch(
      (error) => error,
    );
    if (result instanceof Error) expect(result).toMatchObject({ status: 400 });
    else expect(result.body).toEqual(value);
  });
});

describe("a body over the limit", () => {
  it("is not read when its length says so", async () => {
    let pulled = 0;
    const body = new ReadableStream({ pull: () => void pulled++ }, { highWaterMark: 0 });
    const request = post(body, { "content-length": "1001" });
    expect(await failure(request)).toMatchObject({ status: 413, type: "request_too_large" });
    expect(pulled).toBe(0);
  });

  it("is left as soon as it is over it", async () => {
    let sent = 0;
    let cancelled = false;
    const body = new ReadableStream({
      pull(controller) {
        sent += 100;
        controller.enqueue(new Uint8Array(100));
      },
      cancel() {
        cancelled = true;
      },
    });
    expect(await failure(post(body))).toMatchObject({ status: 413 });
    expect(sent).toBeLessThan(2000);
    expect(cancelled).toBe(true);
  });

  it("counts what it unpacks to", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const error = await failure(post(bomb, { "content-encoding": "gzip" }), 1_000_000);
    expect(error).toMatchObject({ status: 413, details: { reason: "request_body_too_large_after_decoding" } });
  });
});

describe("a body that does not come", () => {
  it.each([true, false])("is waited for no longer than it may take (compressed: %s)", async (compressed) => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"model"')),
    });
    const request = post(body, compressed ? { "content-encoding": "gzip" } : {});
    const reading = readJson(request, 1000, { idleMs: 20 });
    await expect(reading).rejects.toMatchObject(compressed ? { status: 400 } : { status: 408, type: "timeout_error" });
  });

  it("counts silence only, not the whole time", async () => {
    const bytes = new TextEncoder().encode(json);
    let at = 0;
    const body = new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (at === bytes.length) controller.close();
        else controller.enqueue(bytes.slice(at, ++at));
      },
    });
    await expect(readJson(post(body), 1000, { idleMs: 100 })).resolves.toMatchObject({ body: value });
  });
});
