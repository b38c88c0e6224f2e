import { expect, it } from "vitest";
import { createHandler } from "../src/index.js";

const body = JSON.stringify({ model: "claude-x", messages: [{ role: "user", content: "Hi" }] });

/** Status of a count whose caller is found in the body. */
async function ask(read: (request: Request) => Promise<unknown>): Promise<number> {
  const handler = createHandler({
    upstream: async (request) => {
      await read(request);
      return { apiKey: "k" };
    },
    model: "gpt-5.4",
    authenticate: read,
    logger: false,
  });
  const init = { method: "POST", headers: { "x-api-key": "key" }, body };
  return (await handler(new Request("http://g/v1/messages/count_tokens", init))).status;
}

it("functions of the host may read a clone of the request", async () => {
  expect(await ask((request) => request.clone().json())).toBe(200);
});

it("the request itself is read once", async () => {
  expect(await ask((request) => request.json())).not.toBe(200);
});
