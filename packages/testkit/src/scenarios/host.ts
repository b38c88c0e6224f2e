import { strict as assert } from "node:assert";
import { type AskOptions, ask } from "./ask.js";
import type { Scenario, ServerSettings, ServerUnderTest } from "./scenario.js";

/** What an application says on a route of its own. */
export interface HostAnswer {
  readonly method: "GET" | "OPTIONS" | "POST";
  readonly path: string;
  readonly status: number;
  readonly body: string;
}

/** Routes that an application around the handler has for itself, at the handler's mount path. */
export const hostRoutes: readonly HostAnswer[] = [
  { method: "GET", path: "/", status: 200, body: "host: home" },
  { method: "GET", path: "/health", status: 200, body: "host: well" },
  { method: "GET", path: "/v1/other", status: 200, body: "host: other" },
  { method: "POST", path: "/v1/messages/batches", status: 202, body: "host: batches" },
  { method: "OPTIONS", path: "/v1/messages", status: 200, body: "host: preflight" },
];

/** Those of them that the handler does not have itself, by the routes that are switched on. */
export const hostRoutesFor = ({ options }: ServerSettings): readonly HostAnswer[] =>
  hostRoutes.filter(({ path }) => path !== "/health" || options.routes?.health === false);

/** Its page for what nobody serves. */
export const hostMissing = { status: 404, body: "host: nothing here" } as const;

function hostAnswer(method: string, path: string): Pick<HostAnswer, "status" | "body"> {
  return hostRoutes.find((route) => route.method === method && route.path === path) ?? hostMissing;
}

/** What such an application adds to every answer, the handler's too. */
export const hostHeader = { name: "x-host", value: "here" } as const;

async function expectHost(server: ServerUnderTest, options: AskOptions & { readonly path: string }): Promise<void> {
  const response = await ask(server, { body: null, ...options });
  const { status, body } = hostAnswer(options.method ?? "POST", options.path);
  assert.deepEqual({ status: response.status, body: await response.text() }, { status, body }, options.path);
}

const ownHealth = { routes: { health: false } };

/** A mounted handler leaves everything that is not its own to the application. */
export const hostScenarios: readonly Scenario[] = [
  ...hostRoutes.map(
    ({ method, path }): Scenario => ({
      name: `host: ${method} ${path} is the application's`,
      needs: ["host"],
      profile: ownHealth,
      run: (server) => expectHost(server, { method, path }),
    }),
  ),
  {
    name: "host: the page for what nobody serves is the application's",
    needs: ["host"],
    run: async (server) => {
      for (const path of ["/v1/nothing", "/v1/messages/msg_1", "/v2/messages", "/v1"]) {
        await expectHost(server, { method: "GET", path });
        await expectHost(server, { method: "POST", path, body: { a: 1 } });
      }
    },
  },
  {
    name: "host: nothing is served beside the mount path",
    needs: ["host"],
    run: async (server) => {
      const { origin, pathname } = new URL(server.url);
      const response = await ask({ url: origin });
      if (pathname === "/") assert.equal(response.status, 200);
      else assert.deepEqual([response.status, await response.text()], [hostMissing.status, hostMissing.body]);
    },
  },
  {
    name: "host: headers that the application adds to every answer stay",
    needs: ["host"],
    run: async (server) => {
      const { name, value } = hostHeader;
      for (const body of [{}, { stream: true }]) {
        const answers = [
          ask(server, { body: { ...body } }),
          ask(server),
          ask(server, { path: "/v1/models", method: "GET" }),
        ];
        for (const answer of answers) {
          const response = await answer;
          assert.equal(response.headers.get(name), value, `status ${response.status}`);
          await response.text();
        }
      }
    },
  },
];
