import { once } from "node:events";
import { request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createHandler, type HandlerOptions } from "@transpond/fetch";
import { describe, expect, it } from "vitest";
import { toNodeListener } from "../src/index.js";
import { serve } from "./serve.js";

const item = {
  type: "message",
  id: "m",
  role: "assistant",
  content: [{ type: "output_text", text: "Hi", annotations: [] }],
};
const answer = { id: "r", object: "response", status: "completed", model: "gpt-5.4", output: [item] };
const hello = { model: "claude-x", max_tokens: 9, messages: [{ role: "user", content: "Hello" }] };
const upstream = { apiKey: "k", fetch: async () => Response.json(answer) };

const ask = async (options: Partial<HandlerOptions>, asked: object = {}) => {
  const handler = createHandler({ upstream, model: "gpt-5.4", authenticate: false, logger: false, ...options });
  await using server = await serve(toNodeListener(handler));
  const url = `http://127.0.0.1:${server.port}/v1/messages?beta=true`;
  const response = await fetch(url, {
    method: "POST",
    body: JSON.stringify({ ...hello, ...asked }),
    headers: { "x-tenant": "7" },
  });
  return { status: response.status, text: await response.text() };
};

describe("the host's own functions get a whole Request", () => {
  it("with method, address and headers, the same each time", async () => {
    const seen: Request[] = [];
    const { status } = await ask({
      authenticate: (request) => seen.push(request),
      upstream: (request) => {
        seen.push(request);
        return upstream;
      },
    });
    expect(status).toBe(200);
    const [first, second] = seen;
    expect(first).toBeInstanceOf(Request);
    expect(second).toBe(first);
    expect([first?.method, new URL(first?.url ?? "").search, first?.headers.get("x-tenant")]).toEqual([
      "POST",
      "?beta=true",
      "7",
    ]);
  });

  it("whose address has one path, also where the target is a whole URL", async () => {
    const seen: string[] = [];
    const authenticate = ({ url }: Request) => seen.push(url);
    const handler = createHandler({ upstream, model: "gpt-5.4", authenticate, logger: false });
    await using server = await serve(toNodeListener(handler));
    const path = `http://elsewhere.example/v1/messages?beta=true`;
    const asked = request({ port: server.port, method: "POST", path, headers: { host: "here" } });
    asked.end(JSON.stringify(hello));
    await once(asked, "response");
    asked.destroy();
    expect(seen).toEqual(["http://here/v1/messages?beta=true"]);
  });

  it("whose body they may read in a copy", async () => {
    let read = "";
    const { status, text } = await ask({
      authenticate: async (request) => {
        read = await request.clone().text();
        return { tenant: 7 };
      },
    });
    expect(JSON.parse(read)).toEqual(hello);
    expect([status, JSON.parse(text).content[0].text]).toEqual([200, "Hi"]);
  });

  it("and one who reads it away is told", async () => {
    const { status } = await ask({ authenticate: async (request) => (await request.text()) !== "" });
    expect(status).toBeGreaterThanOrEqual(400);
  });

  it("that is let go of when its answer is out", async () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage: unknown = runInNewContext("gc");
    const seen: WeakRef<Request>[] = [];
    const turns = 20;
    for (let turn = 0; turn < turns; turn += 1) {
      await ask({ authenticate: (request) => seen.push(new WeakRef(request)) }, { stream: true });
    }
    for (let turn = 0; turn < 4; turn += 1) {
      if (typeof collectGarbage === "function") collectGarbage();
      await wait(20);
    }
    // What was last in hand may still lie about.
    expect(seen.filter((request) => request.deref() !== undefined).length).toBeLessThan(turns / 4);
  });
});
