import { createServer } from "node:http";
import { createHandler } from "@transpond/fetch";
import { toNodeListener } from "@transpond/node";
import { announce, options } from "./serving.js";

const server = createServer(toNodeListener(createHandler(options())));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  announce(typeof address === "object" ? (address?.port ?? 0) : 0);
});
