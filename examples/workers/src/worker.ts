import { createHandler, type Handler, type HandlerOptions } from "@transpond/fetch";

/** Bindings: the keys are secrets, the rest are variables of wrangler.toml. */
export type Env = {
  OPENAI_API_KEY: string;
  /** What clients must send. */
  GATEWAY_KEY: string;
  OPENAI_BASE_URL?: string;
  OPENAI_MODEL?: string;
};

/** A module Worker. Its bindings come with its first request; the handler serves all that the isolate gets. */
export function createWorker(countTokens: NonNullable<HandlerOptions["countTokens"]>) {
  let handler: Handler | undefined;
  return {
    fetch(request: Request, env: Env): Promise<Response> {
      handler ??= createHandler({
        upstream: { apiKey: env.OPENAI_API_KEY, baseURL: env.OPENAI_BASE_URL || undefined },
        model: env.OPENAI_MODEL || "gpt-5.6-sol",
        authenticate: [env.GATEWAY_KEY],
        countTokens,
      });
      return handler(request);
    },
  };
}
