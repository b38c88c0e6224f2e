import { describe, expect, it } from "vitest";
import { azureOpenAI, createHandler, openAI, openAICompatible, type Upstream } from "../src/index.js";

type Sent = { url: string; headers: Headers };

/** What reaches the upstream for one message; it answers with a refusal, which is enough here. */
async function sentTo(upstream: Upstream, headers: Record<string, string> = {}): Promise<Sent> {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    sent.push({ url: String(url), headers: new Headers(init?.headers) });
    return new Response("{}", { status: 400 });
  };
  const handler = createHandler({ upstream: { ...upstream, fetch }, model: "m", authenticate: false, logger: false });
  const body = JSON.stringify({ model: "m", max_tokens: 9, messages: [{ role: "user", content: "Hi" }] });
  await handler(new Request("http://localhost/v1/messages", { method: "POST", headers, body }));
  const [first] = sent;
  if (!first) throw new Error("Nothing was sent.");
  return first;
}

describe("usual upstreams", () => {
  it("OpenAI: organisation and project beside the key", async () => {
    const { url, headers } = await sentTo(openAI({ apiKey: "k", organization: "org", project: "proj" }));
    expect(url).toBe("https://api.openai.com/v1/responses");
    const names = ["authorization", "openai-organization", "openai-project"];
    expect(names.map((name) => headers.get(name))).toEqual(["Bearer k", "org", "proj"]);
  });

  it.each([
    ["acme", "https://acme.openai.azure.com/openai/v1/responses?api-version=preview"],
    ["https://acme.example.org", "https://acme.example.org/openai/v1/responses?api-version=preview"],
  ])("Azure OpenAI: %s", async (resource, address) => {
    const { url, headers } = await sentTo(azureOpenAI({ resource, apiKey: "k", apiVersion: "preview" }));
    expect([url, headers.get("api-key"), headers.get("authorization")]).toEqual([address, "k", null]);
  });

  it("compatible servers take the key as they want it, and never the client's", async () => {
    const baseURL = "http://localhost:8000/v1";
    const client = { "x-api-key": "client-key" };
    const plain = await sentTo(openAICompatible({ baseURL }), client);
    expect([plain.url, plain.headers.get("authorization")]).toEqual([`${baseURL}/responses`, "Bearer none"]);
    const named = await sentTo(openAICompatible({ baseURL, apiKey: "k", authHeader: "X-API-Key" }), client);
    expect([named.headers.get("x-api-key"), named.headers.get("authorization")]).toEqual(["k", null]);
    const keyless = await sentTo(openAICompatible({ baseURL, authHeader: "X-API-Key" }), client);
    expect([keyless.headers.get("x-api-key"), keyless.headers.get("authorization")]).toEqual(["none", null]);
  });

  it.each([
    ["OpenAI", openAI({ apiKey: "k" })],
    ["Azure OpenAI", azureOpenAI({ resource: "acme", apiKey: "k" })],
    ["compatible", openAICompatible({ baseURL: "http://localhost/v1", apiKey: "k" })],
    [
      "compatible, header of its own",
      openAICompatible({ baseURL: "http://localhost/v1", apiKey: "k", authHeader: "x-key" }),
    ],
    ["a key in a header of its own", { authHeader: "x-key", headers: { "x-key": "k" } }],
  ])("%s: a key of the server's needs authenticate", (_, upstream) => {
    expect(() => createHandler({ upstream, model: "m" })).toThrow("options.authenticate must be given");
  });

  it.each([undefined, "", " "])("a key that is %j is an environment variable that is not set", (apiKey) => {
    const empty = "is an environment variable not set?";
    expect(() => azureOpenAI({ resource: "acme", apiKey })).toThrow(empty);
    expect(() => openAICompatible({ baseURL: "http://localhost/v1", apiKey })).toThrow(empty);
    const upstream = openAI({ apiKey });
    expect(() => createHandler({ upstream, model: "m", authenticate: ["g"] })).toThrow(empty);
  });

  it("a resource that is neither a name nor an address is refused", () => {
    expect(() => azureOpenAI({ resource: "not a resource" })).toThrow(TypeError);
  });
});
