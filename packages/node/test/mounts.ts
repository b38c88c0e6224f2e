import { createServer } from "node:http";
import { createHandler } from "@transpond/fetch";
import { handlerOptions, listen, type Mount } from "@transpond/testkit/scenarios";
import { toNodeListener } from "../src/index.js";

export const mounts: readonly Mount[] = [
  {
    name: "node:http",
    start: (settings) => listen(createServer(toNodeListener(createHandler(handlerOptions(settings))))),
  },
];
