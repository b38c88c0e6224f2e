import { clientKey, upstreamHeader, upstreamKey } from "@transpond/testkit/scenarios";
import { type MountName, mounts } from "../mounts.js";
import { serve } from "../served.js";
import { bodyBytes, type Limits } from "./limits.js";

export interface ServerSettings {
  readonly mount: MountName;
  readonly upstream: string;
  readonly timeouts: Limits;
}

// Only `startProcess` gives the argument.
const { mount, upstream, timeouts }: ServerSettings = JSON.parse(process.argv[2] ?? "");
const { server, ...served } = await mounts[mount]({
  upstream: ({ headers }) => ({
    baseURL: `${upstream}/${encodeURIComponent(headers.get(upstreamHeader) ?? "good")}/v1`,
    apiKey: upstreamKey,
  }),
  model: "gpt-5.4",
  authenticate: [clientKey],
  logger: false,
  timeouts,
  limits: { bodyBytes, upstreamBytes: 64 * 1024 },
  holdMs: 250,
  pingMs: 60,
});
await serve(server, served);
