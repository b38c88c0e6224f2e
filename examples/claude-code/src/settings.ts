/** What the environment says, with defaults that are safe on a developer's machine. */
export type Settings = {
  /** Key of the real API; without it the simulated upstream answers. */
  apiKey: string | undefined;
  baseURL: string | undefined;
  model: string;
  host: string;
  port: number;
  /** Key that clients must show. Without it only this machine may call. */
  gatewayKey: string | undefined;
};

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/** Reads the settings; throws where they would open a paid relay to the network, or make no sense. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const host = env.HOST || "127.0.0.1";
  const gatewayKey = env.TRANSPOND_KEY || undefined;
  if (!loopback.test(host) && gatewayKey === undefined) {
    throw new Error(`HOST=${host} is open to the network: set TRANSPOND_KEY to the key that clients must send.`);
  }
  const port = Number(env.PORT || 8787);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT=${env.PORT} is no port number.`);
  return {
    apiKey: env.OPENAI_API_KEY || undefined,
    baseURL: env.OPENAI_BASE_URL || undefined,
    model: env.OPENAI_MODEL || "gpt-5.6-sol",
    host,
    port,
    gatewayKey,
  };
}
