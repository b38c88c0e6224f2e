import { strict as assert } from "node:assert";
import { ask, expectError } from "./ask.js";
import { expectMessage } from "./expect-message.js";
import { clientKey, hello, type Scenario, type ServerUnderTest, upstreamKey } from "./scenario.js";

/** A request with these credentials and no others. */
const knock = ({ url }: ServerUnderTest, path: string, method: string, headers: Readonly<Record<string, string>>) =>
  fetch(`${url}${path}`, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(method === "POST" && { body: JSON.stringify(hello()) }),
  });

const welcome: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "x-api-key": { "x-api-key": clientKey },
  Bearer: { authorization: `Bearer ${clientKey}` },
  "bearer in small letters": { authorization: `bearer ${clientKey}` },
  both: { "x-api-key": clientKey, authorization: `Bearer ${clientKey}` },
};

const refused: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "no key": {},
  "an empty key": { "x-api-key": "" },
  "a wrong x-api-key": { "x-api-key": `${clientKey}s` },
  "a wrong Bearer": { authorization: `Bearer ${clientKey.slice(1)}` },
  "two wrong ones": { "x-api-key": "wrong", authorization: "Bearer wrong" },
  "another scheme": { authorization: `Basic ${Buffer.from(`x:${clientKey}`).toString("base64")}` },
  "no scheme": { authorization: clientKey },
  "a cookie": { cookie: `x-api-key=${clientKey}` },
  "the upstream's key": { "x-api-key": upstreamKey },
};

const guarded: readonly (readonly [path: string, method: string])[] = [
  ["/v1/messages", "POST"],
  ["/v1/messages/stream", "POST"],
  ["/v1/messages/count_tokens", "POST"],
  ["/v1/models", "GET"],
  ["/v1/models/claude-opus-5", "GET"],
];

/** Who may use it, and what of them goes on to the upstream. */
export const accessScenarios: readonly Scenario[] = [
  ...Object.entries(welcome).map(
    ([name, headers]): Scenario => ({
      name: `access: ${name} opens`,
      run: async (server) => expectMessage(await knock(server, "/v1/messages", "POST", headers)).then(() => {}),
    }),
  ),
  ...Object.entries(refused).map(
    ([name, headers]): Scenario => ({
      name: `access: ${name} is 401 on every route`,
      run: async (server) => {
        for (const [path, method] of guarded) {
          await expectError(await knock(server, path, method, headers), 401, "authentication_error");
        }
        assert.equal(server.sent().length, 0);
      },
    }),
  ),
  {
    name: "access: a key in the query is none",
    run: async (server) => {
      for (const name of ["x-api-key", "api_key", "key", "access_token", "authorization"]) {
        const response = await knock(server, `/v1/messages?${name}=${clientKey}`, "POST", {});
        await expectError(response, 401, "authentication_error");
      }
    },
  },
  {
    name: "access: probe and health need no key",
    run: async (server) => {
      assert.equal((await knock(server, "/", "HEAD", {})).status, 200);
      assert.equal((await knock(server, "/health", "GET", {})).status, 200);
    },
  },
  {
    name: "access: an error never repeats a key",
    run: async (server) => {
      const key = "sk-ant-api03-nobodys-key";
      const response = await knock(server, "/v1/messages", "POST", {
        "x-api-key": key,
        authorization: `Bearer ${key}`,
      });
      const said = JSON.stringify([...response.headers]) + (await response.text());
      assert.ok(!said.includes(key) && !said.includes(clientKey));
    },
  },
  {
    name: "access: the upstream sees the server's key and nothing of the client's own",
    run: async (server) => {
      const own = {
        ...welcome.both,
        cookie: "session=cookie-of-the-client",
        "x-forwarded-for": "203.0.113.77",
        forwarded: "for=203.0.113.77",
        "x-secret": "header-of-the-client",
        "user-agent": "agent-of-the-client",
        referer: "https://referer-of-the-client.example/",
        origin: "https://origin-of-the-client.example",
        "anthropic-beta": "beta-of-the-client",
        "openai-organization": "org-of-the-client",
        "proxy-authorization": "Basic proxy-of-the-client",
      };
      for (const path of ["/v1/messages?client_query=of-the-client", "/v1/messages/stream"]) {
        await (await ask(server, { path, headers: own })).text();
        const { headers, query, text } = server.sent().at(-1) ?? assert.fail("a request upstream");
        assert.equal(headers.authorization, `Bearer ${upstreamKey}`);
        const all = `${JSON.stringify(headers)} ${query} ${text}`;
        for (const word of [clientKey, "of-the-client", "203.0.113.77"])
          assert.ok(!all.includes(word), `${word} in ${all}`);
      }
    },
  },
];
