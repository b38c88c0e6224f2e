import { ask, expectError } from "../ask.js";
import { expectMessage } from "../expect-message.js";
import { hello, type Need, type Scenario } from "../scenario.js";

const levels = 100_000;
const deepInside = 20_000;

const arrays = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

/** The place of the deep value; written as text, since no engine could write it from an object. */
const hole = "@deep@";
const withHole = (body: object, deep: string) => JSON.stringify(body).replace(`"${hole}"`, deep);

const use = { type: "tool_use", id: "toolu_1", name: "look", input: { at: hole } };
const result = { type: "tool_result", tool_use_id: "toolu_1", content: "seen" };
const schema = { type: "object", properties: { at: hole } };

/** Bodies with a value that nests deeply, by where it stands. */
const places: Readonly<Record<string, object>> = {
  "tool input": hello({
    messages: [
      { role: "user", content: "Look" },
      { role: "assistant", content: [use] },
      { role: "user", content: [result] },
    ],
  }),
  "tool schema": hello({ tools: [{ name: "look", input_schema: schema }] }),
  "output schema": hello({ output_config: { format: { type: "json_schema", schema } } }),
  content: hello({ messages: [{ role: "user", content: [{ type: "text", text: hole }] }] }),
  system: hello({ system: hole }),
};

const refused = (name: string, bodies: readonly string[], needs: readonly Need[] = []): Scenario => ({
  name: `deep JSON: ${name} is 400`,
  needs,
  run: async (server) => {
    for (const path of ["/v1/messages", "/v1/messages/count_tokens"]) {
      for (const body of bodies) {
        const response = await ask(server, { path, body, headers: { "content-type": "application/json" } });
        await expectError(response, 400, "invalid_request_error");
      }
    }
    await expectMessage(await ask(server));
  },
});

/** JSON that nests more deeply than stacks reach. */
export const deepJson: readonly Scenario[] = [
  refused(`${levels} arrays`, [arrays(levels)]),
  refused(`${levels} objects`, [objects(levels)]),
  refused(`${levels} levels that never end`, ["[".repeat(levels), '{"a":'.repeat(levels)], ["unread-body"]),
  ...Object.entries(places).map(([name, body]) =>
    refused(`${deepInside} levels in ${name}`, [
      withHole(body, arrays(deepInside)),
      withHole(body, objects(deepInside)),
    ]),
  ),
  {
    name: "deep JSON: in a field that nobody knows it is no matter",
    run: async (server) => {
      const body = withHole(hello({ unheard_of: hole }), objects(deepInside));
      await expectMessage(await ask(server, { body, headers: { "content-type": "text/plain" } }));
    },
  },
];
