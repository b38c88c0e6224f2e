import { describe, expect, it } from "vitest";
import { ask, start } from "./helpers.js";
import { body } from "./refusals/body.js";
import { capabilities } from "./refusals/capabilities.js";
import { hostedTools } from "./refusals/hosted-tools.js";
import { messages } from "./refusals/messages.js";
import { pairing } from "./refusals/pairing.js";
import { toolSearch } from "./refusals/tool-search.js";
import { tools } from "./refusals/tools.js";

const rows = [...body, ...capabilities, ...messages, ...pairing, ...tools, ...toolSearch, ...hostedTools];

describe("what OpenAI refuses, and the neighbour that it accepts", () => {
  for (const { name, accepted, refused, message, code, param, status = 400 } of rows) {
    it(name, async () => {
      const upstream = await start();
      const good = await ask(upstream, accepted);
      expect(good.body.error ?? null).toBeNull();
      expect(good.status).toBe(200);
      const bad = await ask(upstream, refused);
      expect(bad.body).toEqual({ error: { message, type: "invalid_request_error", param, code } });
      expect(bad.status).toBe(status);
    });
  }
});
