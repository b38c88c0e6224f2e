import { strict as assert } from "node:assert";
import Anthropic from "@anthropic-ai/sdk";
import { asArray, asObject } from "../../json.js";
import { ask, expectError } from "../ask.js";
import { expectMessage } from "../expect-message.js";
import { clientKey, hello, type Profile, type Scenario } from "../scenario.js";

/** Five exact names between two globs: what a table may say. */
const named: Profile = {
  model: {
    "claude-haiku-*": "gpt-5.4-nano",
    "claude-haiku-exact": "gpt-5.4",
    "claude-opus-5": "gpt-5.5",
    "claude-sonnet-5": "gpt-5.4-mini",
    "claude-one": "gpt-5.2",
    "claude-two": "gpt-5.1",
    "*": "gpt-5",
  },
};
const ids = ["claude-haiku-exact", "claude-opus-5", "claude-sonnet-5", "claude-one", "claude-two"];

/** Which upstream model serves which name. */
const routed: Readonly<Record<string, string>> = {
  "claude-opus-5": "gpt-5.5",
  "claude-haiku-exact": "gpt-5.4",
  "claude-haiku-5": "gpt-5.4-nano",
  "claude-haiku-": "gpt-5.4-nano",
  "claude-opus-5-1": "gpt-5",
  "anything else": "gpt-5",
};

/** `GET /v1/models`, and which model answers. */
export const models: readonly Scenario[] = [
  {
    name: "models: the client's name finds the upstream's model: exact, glob, default",
    profile: named,
    run: async (server) => {
      for (const [model, upstreamModel] of Object.entries(routed)) {
        const response = await ask(server, { body: hello({ model }) });
        assert.equal((await expectMessage(response)).model, model);
        assert.equal(server.sent().at(-1)?.body.model, upstreamModel);
        assert.match(response.headers.get("x-transpond-upstream-model") ?? "", new RegExp(`^${upstreamModel}`));
      }
    },
  },
  {
    name: "models: the list has Anthropic's shape, and pages",
    profile: named,
    run: async (server) => {
      const page = async (query: string) => {
        const response = await ask(server, { path: `/v1/models${query}`, method: "GET" });
        assert.equal(response.status, 200);
        const { data, has_more, first_id, last_id } = asObject(await response.json());
        const shown = asArray(data).map((model) => asObject(model).id);
        assert.deepEqual([first_id, last_id], [shown[0] ?? null, shown.at(-1) ?? null]);
        return [shown, has_more];
      };
      assert.deepEqual(await page(""), [ids, false]);
      assert.deepEqual(await page("?limit=2"), [ids.slice(0, 2), true]);
      assert.deepEqual(await page("?limit=2&after_id=claude-opus-5"), [ids.slice(2, 4), true]);
      assert.deepEqual(await page("?limit=2&before_id=claude-two"), [ids.slice(2, 4), true]);
      assert.deepEqual(await page("?after_id=claude-two"), [[], false]);
      const client = new Anthropic({ apiKey: clientKey, baseURL: server.url, maxRetries: 0 });
      const listed: string[] = [];
      for await (const { id, type } of client.models.list({ limit: 2 })) listed.push(`${type} ${id}`);
      assert.deepEqual(
        listed,
        ids.map((id) => `model ${id}`),
      );
    },
  },
  {
    name: "models: one by its name, and not_found_error for one that is none",
    profile: named,
    run: async (server) => {
      const one = asObject(await (await ask(server, { path: "/v1/models/claude-opus-5", method: "GET" })).json());
      assert.deepEqual([one.type, one.id], ["model", "claude-opus-5"]);
      assert.ok(Number(one.max_input_tokens) > 0 && Number(one.max_tokens) > 0);
      for (const id of ["claude-none", "claude-haiku-*", "%00", "a%2Fb", "__proto__", "%F0%9F%98%80"]) {
        await expectError(await ask(server, { path: `/v1/models/${id}`, method: "GET" }), 404, "not_found_error");
      }
    },
  },
];
