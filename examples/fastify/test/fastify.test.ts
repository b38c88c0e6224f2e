import { expect, it } from "vitest";
import { testHostExample } from "../../test-host-example.js";
import { createApp } from "../src/app.js";
import { readSettings } from "../src/settings.js";

testHostExample("the Fastify example", new URL("../src/start.ts", import.meta.url));

it("does not serve the real API to whoever finds the port", async () => {
  await expect(readSettings({ OPENAI_API_KEY: "sk-example" })).rejects.toThrow("Set GATEWAY_KEY");
});

it("the application's hooks run before the routes of the plugin", async () => {
  const app = await createApp({ upstream: { apiKey: "sk-example", baseURL: undefined }, gatewayKey: "gateway-key" });
  const response = await app.inject({ url: "/anthropic/v1/models", headers: { "x-api-key": "gateway-key" } });
  expect([response.statusCode, response.headers["x-served-by"]]).toEqual([200, "my application"]);
  await app.close();
});
