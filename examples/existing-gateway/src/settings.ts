import { createHash } from "node:crypto";
import { startSimulatedOpenAI } from "@transpond/testkit";

/** What the environment says. */
export type Settings = {
  upstream: { apiKey: string; baseURL: string | undefined };
  /** Digest of a key → who it belongs to. Looked up by digest, how long it takes tells nothing about a key. */
  tenants: ReadonlyMap<string, string>;
  /** How streams are translated: see the two files. */
  streams: "by-hand" | "one-call";
  /** Whether the log holds what clients say, redacted. */
  logContent: boolean;
  port: number;
  /** Ends the simulated upstream, where that answers. */
  close: () => Promise<void>;
};

export const digestOf = (key: string): string => createHash("sha256").update(key).digest("hex");

/**
 * Reads `OPENAI_API_KEY`, `OPENAI_BASE_URL`, `TENANTS` (`acme=key-1,globex=key-2`), `STREAMS`, `LOG_CONTENT` and `PORT`.
 * Without a key of the real API it starts a simulated one.
 *
 * @throws Error where the key of the real API would serve whoever finds the port
 */
export async function readSettings(env: Record<string, string | undefined>): Promise<Settings> {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, TENANTS: tenants } = env;
  if (apiKey && !tenants) throw new Error("Set TENANTS to who may call, as name=key,name=key.");
  const simulated = apiKey ? undefined : await startSimulatedOpenAI();
  return {
    upstream: simulated
      ? { apiKey: "sk-simulated", baseURL: simulated.url }
      : { apiKey: apiKey ?? "", baseURL: baseURL || undefined },
    tenants: new Map((tenants || "demo=transpond").split(",").map(tenantOf)),
    streams: env.STREAMS === "one-call" ? "one-call" : "by-hand",
    logContent: env.LOG_CONTENT === "redacted",
    port: Number(env.PORT || 8080),
    close: async () => simulated?.close(),
  };
}

function tenantOf(pair: string): [digest: string, name: string] {
  const [name = "", key = ""] = pair.split("=").map((part) => part.trim());
  if (name === "" || key === "") throw new Error("TENANTS holds something that is not name=key.");
  return [digestOf(key), name];
}
