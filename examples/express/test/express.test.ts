import { expect, it } from "vitest";
import { testHostExample } from "../../test-host-example.js";
import { readSettings } from "../src/settings.js";

testHostExample("the Express example", new URL("../src/start.ts", import.meta.url));

it("does not serve the real API to whoever finds the port", async () => {
  await expect(readSettings({ OPENAI_API_KEY: "sk-example" })).rejects.toThrow("Set GATEWAY_KEY");
});
