import { startSimulatedOpenAI } from "@transpond/testkit";

/** What the environment says. */
export type Settings = {
  upstream: { apiKey: string; baseURL: string | undefined };
  /** Key that clients must send. */
  gatewayKey: string;
  port: number;
  /** Ends the simulated upstream, where that answers. */
  close: () => Promise<void>;
};

/**
 * Reads `OPENAI_API_KEY`, `OPENAI_BASE_URL`, `GATEWAY_KEY` and `PORT`. Without a key of the real API it starts a
 * simulated one.
 *
 * @throws Error where the key of the real API would serve whoever finds the port
 */
export async function readSettings(env: Record<string, string | undefined>): Promise<Settings> {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, GATEWAY_KEY: gatewayKey } = env;
  const port = Number(env.PORT || 8080);
  if (apiKey) {
    if (!gatewayKey) throw new Error("Set GATEWAY_KEY to the key that clients must send.");
    return { upstream: { apiKey, baseURL: baseURL || undefined }, gatewayKey, port, close: async () => {} };
  }
  const simulated = await startSimulatedOpenAI();
  const upstream = { apiKey: "sk-simulated", baseURL: simulated.url };
  return { upstream, gatewayKey: gatewayKey || "transpond", port, close: simulated.close };
}
