import { createServer } from "node:http";
import { createHandler } from "@transpond/fetch";
import { handlerOptions, type Mount, openMount, scenarios } from "@transpond/testkit/scenarios";
import { afterAll, describe, it } from "vitest";
import { toNodeListener } from "../src/index.js";

const mount: Mount = {
  name: "node:http",
  start: async (settings) => {
    const server = createServer(toNodeListener(createHandler(handlerOptions(settings))));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    return {
      url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
      close: async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  },
};

describe(mount.name, () => {
  const { run, close } = openMount(mount);
  afterAll(close);
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("%s", (_, scenario) => run(scenario));
});
