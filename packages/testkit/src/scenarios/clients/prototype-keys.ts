import { strict as assert } from "node:assert";
import { asArray, asObject, type JsonObject, parseJson } from "../../json.js";
import { call } from "../../reply/builders.js";
import { ask, expectError } from "../ask.js";
import { blocksOf, expectMessage, expectStream } from "../expect-message.js";
import { hello, type Scenario, type ServerUnderTest } from "../scenario.js";

const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "valueOf"];

/** An object that has such names itself, as parsed JSON may; written out they would set a prototype. */
const own = (value: unknown): JsonObject => Object.fromEntries(names.map((name) => [name, value]));

/** Whether an object has all of them itself, whoever parsed it. */
const hasAll = (value: unknown) => names.every((name) => Object.hasOwn(asObject(value), name));

const polluting = own({ polluted: true });
const input = own("x");
const tools = names.map((name) => ({
  name,
  input_schema: { type: "object", properties: own({ type: "string" }), required: names },
}));

function expectClean(): void {
  assert.equal(Reflect.get({}, "polluted"), undefined, "Object.prototype");
  assert.equal(Reflect.get([], "polluted"), undefined, "Array.prototype");
  assert.equal(
    Reflect.get(() => {}, "polluted"),
    undefined,
    "Function.prototype",
  );
}

/** Lets the model call a tool of such a name, with arguments of such names, and gives the call as the client has it. */
async function calledAs(server: ServerUnderTest, name: string, stream: boolean): Promise<JsonObject> {
  server.upstream.script(call(name, JSON.stringify(input), { chunks: 7 }));
  const response = await ask(server, { body: hello({ tools, stream }) });
  if (!stream) return blocksOf(await expectMessage(response))[0] ?? {};
  const events = await expectStream(response);
  const partial = events.map(({ delta }) => asObject(delta).partial_json ?? "").join("");
  return { ...asObject(events.find((event) => "content_block" in event)?.content_block), input: parseJson(partial) };
}

/** Names that every object has already. */
export const prototypeKeys: readonly Scenario[] = [
  {
    name: "prototype keys: as names of tools and of their arguments, there and back",
    run: async (server) => {
      for (const name of names) {
        for (const stream of [false, true]) {
          const use = await calledAs(server, name, stream);
          assert.deepEqual([use.type, use.name, hasAll(use.input)], ["tool_use", name, true]);
          const messages = [
            { role: "user", content: "Call" },
            { role: "assistant", content: [use] },
            { role: "user", content: [{ type: "tool_result", tool_use_id: use.id, content: "called" }] },
          ];
          await expectMessage(await ask(server, { body: hello({ tools, messages }) }));
          const items = asArray(server.sent().at(-1)?.body.input).map(asObject);
          const sent = items.find(({ type }) => type === "function_call");
          assert.deepEqual([sent?.name, hasAll(parseJson(String(sent?.arguments)))], [name, true]);
        }
      }
      const declared = asArray(server.sent()[0]?.body.tools).map(asObject);
      assert.ok(declared.every(({ parameters }) => hasAll(asObject(parameters).properties)));
      expectClean();
    },
  },
  {
    name: "prototype keys: anywhere in a body they change nothing",
    run: async (server) => {
      const user = (content: unknown) => ({ role: "user", content });
      const bodies = [
        { ...polluting, ...hello() },
        hello({ metadata: { ...polluting, user_id: "somebody" } }),
        hello({ metadata: { user_id: JSON.stringify(polluting) } }),
        hello({ messages: [{ ...polluting, ...user("Hello") }] }),
        hello({ messages: [user([{ ...polluting, type: "text", text: "Hello" }])] }),
        hello({ output_config: { ...polluting, effort: "low" } }),
      ];
      // Spreading sets none of them but as own properties, which JSON writes.
      for (const body of bodies) await expectMessage(await ask(server, { body }));
      assert.ok(bodies.every((body) => JSON.stringify(body).includes("__proto__")));
      expectClean();
    },
  },
  {
    name: "prototype keys: as types, roles, efforts and tool choices they are refused or known for none",
    run: async (server) => {
      for (const name of names) {
        for (const body of [
          hello({ messages: [{ role: name, content: "Hello" }] }),
          hello({ messages: [{ role: "user", content: [{ type: name }] }] }),
          hello({ tools: [{ type: name, name: "look" }] }),
          hello({ tool_choice: { type: name } }),
          hello({ thinking: { type: name } }),
          hello({ output_config: { effort: name } }),
          hello({ output_config: { format: { type: name, schema: {} } } }),
          hello({ service_tier: name }),
        ]) {
          const response = await ask(server, { body });
          if (response.status === 200) await expectMessage(response);
          else await expectError(response, 400, "invalid_request_error");
        }
      }
    },
  },
  {
    name: "prototype keys: as models, headers and queries they are what any other name is",
    run: async (server) => {
      for (const name of names) {
        const response = await ask(server, {
          path: `/v1/messages?${name}=1&${name}[polluted]=true`,
          body: hello({ model: name }),
          headers: { [name]: "1", "anthropic-beta": name },
        });
        assert.equal((await expectMessage(response)).model, name);
        await expectError(await ask(server, { path: `/v1/models/${name}`, method: "GET" }), 404, "not_found_error");
      }
      expectClean();
    },
  },
];
