import { createHandler, type Handler } from "@transpond/fetch";
import { handlerOptions } from "@transpond/testkit/handler-options";

let handler: Handler | undefined;

/** A Worker learns that a client has left when it next writes to it, so that pings are to be short. */
const pingMs = 500;

/** It learns its settings with its first request. */
export default {
  fetch: (request: Request, { settings }: { settings: string }): Promise<Response> => {
    handler ??= createHandler({ pingMs, ...handlerOptions(JSON.parse(settings)) });
    return handler(request);
  },
};
