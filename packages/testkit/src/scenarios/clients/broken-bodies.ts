import { strict as assert } from "node:assert";
import { ask, expectError } from "../ask.js";
import { expectMessage } from "../expect-message.js";
import { hello, type Scenario } from "../scenario.js";

const secret = "words-of-the-body";
const json = { "content-type": "application/json" };
const posts = ["/v1/messages", "/v1/messages/stream", "/v1/messages/count_tokens"];

/** Bodies that are no JSON object. */
const bodies: Readonly<Record<string, string | Uint8Array>> = {
  empty: "",
  "white space": " \n\t ",
  "no JSON": secret,
  "JSON that breaks off": `{"model": "${secret}`,
  "JSON with more behind it": `${JSON.stringify(hello())} ${secret}`,
  "an array": `["${secret}"]`,
  "a number": "42",
  "a text": `"${secret}"`,
  null: "null",
  // All would be well, were they read as what they are not.
  "invalid UTF-8": Buffer.from(JSON.stringify(hello({ system: "\xff\xc3\x28" })), "latin1"),
  "UTF-16": Buffer.from(JSON.stringify(hello()), "utf16le"),
  "zero bytes": Buffer.alloc(1000),
};

/** Bodies of the wrong shape, each with the path that its refusal names. */
const shapes: readonly (readonly [body: object, path: RegExp])[] = [
  [{}, /^(?:model|messages|max_tokens)/],
  [hello({ messages: "Hello" }), /^messages/],
  [hello({ messages: { 0: { role: "user", content: "Hello" }, length: 1 } }), /^messages/],
  [hello({ messages: [null] }), /^messages\.0/],
  [hello({ messages: [{ role: "user", content: 5 }] }), /^messages\.0/],
  [hello({ messages: [{ role: "root", content: "Hello" }] }), /^messages\.0/],
  [hello({ messages: [{ role: "user", content: [{ type: "unheard_of" }] }] }), /^messages\.0\.content\.0/],
  [hello({ model: 5 }), /^model/],
  [hello({ max_tokens: "many" }), /^max_tokens/],
  [hello({ max_tokens: 1.5 }), /^max_tokens/],
  [hello({ tools: "all" }), /^tools/],
];

/** Bodies that cannot be read, or say nothing sensible. */
export const brokenBodies: readonly Scenario[] = [
  ...Object.entries(bodies).map(
    ([name, body]): Scenario => ({
      name: `bodies: ${name} is 400, and is not repeated`,
      needs: ["unread-body"],
      run: async (server) => {
        for (const path of posts) {
          const response = await ask(server, { path, body, headers: json });
          const { message } = await expectError(response, 400, "invalid_request_error");
          assert.ok(!message.includes(secret), message);
        }
        assert.equal(server.sent().length, 0);
      },
    }),
  ),
  {
    name: "bodies: none at all is 400",
    run: async (server) => {
      for (const path of posts)
        await expectError(await ask(server, { path, body: null }), 400, "invalid_request_error");
    },
  },
  {
    name: "bodies: the wrong shape is 400 and names the place",
    run: async (server) => {
      for (const [body, path] of shapes) {
        const response = await ask(server, { body: JSON.stringify(body), headers: json });
        assert.match((await expectError(response, 400, "invalid_request_error")).message, path);
      }
      assert.equal(server.sent().length, 0);
    },
  },
  {
    name: "bodies: JSON is read whatever its content-type says",
    run: async (server) => {
      const body = JSON.stringify(hello());
      for (const type of [
        "application/json",
        "application/json; charset=UTF-8",
        "text/plain",
        "application/x-unheard-of",
      ]) {
        await expectMessage(await ask(server, { body, headers: { "content-type": type } }));
      }
      // Without any.
      await expectMessage(await ask(server, { body: new TextEncoder().encode(body) }));
    },
  },
];
