import { describe, expect, it } from "vitest";
import { createHandler } from "../src/index.js";

const handler = createHandler({
  upstream: { apiKey: "k" },
  model: { "claude-one": "gpt-5.4", "claude-two": "gpt-5.4" },
  authenticate: false,
  logger: false,
});

/** A request as servers hand it on whose client named a host that is none. */
const requestTo = (url: string) => Object.defineProperty(new Request("http://host/"), "url", { value: url });

describe("a URL that is none", () => {
  it.each(["/v1/models?limit=1", "http://a b%%<>/v1/models?limit=1", "https://[/v1/models?limit=1"])(
    "%s is read by its path and query",
    async (url) => {
      const response = await handler(requestTo(url));
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ data: [{ id: "claude-one" }] });
    },
  );

  it.each(["", "?", "http://", "http://[", "*"])("%j is nothing that is served", async (url) => {
    expect((await handler(requestTo(url))).status).toBe(404);
  });
});
