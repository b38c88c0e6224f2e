/** What the environment says, for each worker process. */
export type Settings = {
  upstream: { apiKey: string; baseURL: string | undefined };
  /** Key that clients must send. */
  gatewayKey: string;
  port: number;
  /** Requests after which a connection is closed; 0: no limit. */
  requestsPerConnection: number;
};

/** @throws Error where a key is missing */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, GATEWAY_KEY: gatewayKey } = env;
  if (!apiKey) throw new Error("Set OPENAI_API_KEY to the key of the upstream.");
  if (!gatewayKey) throw new Error("Set GATEWAY_KEY to the key that clients must send.");
  return {
    upstream: { apiKey, baseURL: baseURL || undefined },
    gatewayKey,
    port: Number(env.PORT || 8080),
    requestsPerConnection: Number(env.REQUESTS_PER_CONNECTION || 100),
  };
}
