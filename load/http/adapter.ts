import { type MountName, mounts } from "../mounts.js";
import { serve } from "../served.js";
import { clientModels, upstreamModels } from "./models.js";

export interface AdapterSettings {
  readonly mount: MountName;
  readonly upstream: string;
  /** Log entries: none, or as by default. */
  readonly log: boolean;
}

// Only `startProcess` gives the argument.
const { mount, upstream, log }: AdapterSettings = JSON.parse(process.argv[2] ?? "");
const { server, ...served } = await mounts[mount]({
  upstream: { baseURL: `${upstream}/v1`, apiKey: "sk-bench" },
  model: { [clientModels.small]: upstreamModels.small, [clientModels.long]: upstreamModels.long },
  authenticate: ["bench-key"],
  ...(!log && { logger: false }),
});
await serve(server, served);
