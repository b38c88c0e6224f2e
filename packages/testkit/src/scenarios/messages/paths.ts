import { strict as assert } from "node:assert";
import { ask } from "../ask.js";
import { expectMessage } from "../expect-message.js";
import { hello, type Scenario } from "../scenario.js";

/** How requests find their route. */
export const paths: readonly Scenario[] = [
  {
    name: "paths: query strings say nothing about the route",
    run: async (server) => {
      for (const query of ["?beta=true", "?", "?a=b&stream=true&%00"]) {
        await expectMessage(await ask(server, { path: `/v1/messages${query}`, body: hello() }));
      }
      assert.equal((await ask(server, { path: "/v1/models?beta=true", method: "GET" })).status, 200);
    },
  },
  {
    name: "paths: doubled and trailing slashes do no harm",
    run: async (server) => {
      for (const path of ["/v1/messages/", "//v1/messages", "/v1//messages", "//v1//messages//"]) {
        await expectMessage(await ask(server, { path }));
      }
      for (const path of ["/v1/models/", "//v1//models", "/v1/models/claude-opus-5/"]) {
        assert.equal((await ask(server, { path, method: "GET" })).status, 200, path);
      }
    },
  },
  {
    name: "paths: HEAD is answered without a body: the probe, and wherever GET is",
    run: async (server) => {
      for (const path of ["/", "/api/hello", "/v1/models", "/v1/models/claude-opus-5", "/health"]) {
        const response = await ask(server, { path, method: "HEAD" });
        assert.equal(response.status, 200, path);
        assert.match(response.headers.get("request-id") ?? "", /^req_/);
        assert.equal(await response.text(), "");
      }
    },
  },
];
