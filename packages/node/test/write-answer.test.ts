import { TranspondError } from "@transpond/core";
import { createHandler, type HandlerOptions } from "@transpond/fetch";
import { describe, expect, it } from "vitest";
import { type NodeListener, toNodeListener } from "../src/index.js";
import { onePiece } from "../src/one-piece.js";
import { writeAnswer } from "../src/write-answer.js";
import { serve } from "./serve.js";

const refusing = (headers: Record<string, string>, options: Partial<HandlerOptions> = {}) => {
  const error = new TranspondError({ status: 401, type: "authentication_error", message: "no", headers });
  const authenticate = () => {
    throw error;
  };
  return toNodeListener(
    createHandler({ upstream: { apiKey: "k" }, model: "gpt-5.4", authenticate, logger: false, ...options }),
  );
};

async function ask(listener: NodeListener) {
  const before: NodeListener = (incoming, outgoing) => {
    outgoing.setHeader("x-powered-by", "a host");
    listener(incoming, outgoing);
  };
  await using server = await serve(before);
  const response = await fetch(`${server.url}/v1/models`);
  return { response, text: await response.text() };
}

describe("an answer's head", () => {
  it("is a whole 500 where a header is none", async () => {
    const { response, text } = await ask(
      refusing({ "content-length": "5", "www-authenticate": "Bearer realm=“here”" }),
    );
    expect([response.status, response.statusText]).toEqual([500, "Internal Server Error"]);
    expect(JSON.parse(text)).toMatchObject({ type: "error", error: { type: "api_error" } });
  });

  it("states the length of what is sent, whatever was said of it", async () => {
    for (const name of ["content-length", "Content-Length"]) {
      const { response, text } = await ask(refusing({ [name]: "5" }));
      expect([response.status, response.headers.get("content-length")]).toEqual([401, String(text.length)]);
      expect(JSON.parse(text)).toMatchObject({ error: { type: "authentication_error" } });
    }
  });

  it("can be read by the host's own observers", async () => {
    const listener = refusing({});
    const seen: unknown[] = [];
    await using server = await serve((incoming, outgoing) => {
      outgoing.once("finish", () =>
        seen.push(outgoing.getHeader("content-type"), outgoing.getHeader("content-length")),
      );
      listener(incoming, outgoing);
    });
    const text = await (await fetch(`${server.url}/v1/models`)).text();
    expect(seen).toEqual(["application/json", text.length]);
  });
});

it("a response that only looks like Node's, and says nothing of its speed, has whole answers and streams", async () => {
  const answered = async (body: Parameters<typeof writeAnswer>[0]["body"]) => {
    await using server = await serve((_, outgoing) => {
      const write = outgoing.write.bind(outgoing);
      Reflect.set(outgoing, "write", (piece: Uint8Array) => void write(piece));
      Object.defineProperty(outgoing, "writableHighWaterMark", { value: undefined });
      void writeAnswer({ status: 200, headers: {}, body }, outgoing);
    });
    return (await fetch(server.url)).text();
  };
  expect(await answered(Buffer.from("whole"))).toBe("whole");
  expect(await answered(onePiece(() => Buffer.from("a stream")))).toBe("a stream");
});
