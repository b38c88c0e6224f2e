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
const body = JSON.stringify({ model: "claude-x", max_tokens: 9, messages: [{ role: "user", content: "Hello" }] });
const upstream = { apiKey: "k", fetch: async () => Response.json(answer) };

const ask = async (options: Partial<HandlerOptions>) => {
  const handler = createHandler({ upstream, model: "gpt-5.4", authenticate: false, logger: false, ...options });
  await using server = await serve(toNodeListener(handler));
  const url = `http://127.0.0.1:${server.port}/v1/messages?beta=true`;
  const response = await fetch(url, { method: "POST", body, headers: { "x-tenant": "7" } });
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

  it("whose body they may read in a copy", async () => {
    let read = "";
    const { status, text } = await ask({
      authenticate: async (request) => {
        read = await request.clone().text();
        return { tenant: 7 };
      },
    });
    expect(read).toBe(body);
    expect([status, JSON.parse(text).content[0].text]).toEqual([200, "Hi"]);
  });

  it("and one who reads it away is told", async () => {
    const { status } = await ask({ authenticate: async (request) => (await request.text()) !== "" });
    expect(status).toBeGreaterThanOrEqual(400);
  });
});
