import { fileURLToPath } from "node:url";
import { Log, LogLevel, Miniflare } from "miniflare";
import type { Env } from "./worker.js";

/** How the Worker counts tokens; the folders that `node build.mjs` writes. */
export type Variant = "local" | "upstream";

/** Runs a built Worker in workerd, on loopback, with the settings of wrangler.toml. */
export async function run(variant: Variant, bindings: Env, port = 0): Promise<{ url: string; close(): Promise<void> }> {
  const folder = fileURLToPath(new URL(`../dist/${variant}`, import.meta.url));
  const server = new Miniflare({
    modules: true,
    modulesRoot: folder,
    modulesRules: [{ type: "ESModule", include: ["**/*.js"] }],
    scriptPath: `${folder}/worker.js`,
    bindings,
    compatibilityDate: "2025-12-10",
    compatibilityFlags: ["enable_request_signal"],
    host: "127.0.0.1",
    port,
    // Else Miniflare asks Cloudflare where this machine is.
    cf: false,
    log: new Log(LogLevel.WARN),
  });
  const { origin } = await server.ready;
  return { url: origin, close: () => server.dispose() };
}
