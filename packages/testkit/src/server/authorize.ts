import { OpenAIRefusal } from "../openai-refusal.js";

const masked = (key: string): string =>
  key.length <= 12 ? key : `${key.slice(0, 8)}${"*".repeat(key.length - 12)}${key.slice(-4)}`;

/** Refuses a request without a bearer key, or with one that is not accepted, as OpenAI does. */
export const authorize = (authorization: string | undefined, keys: readonly string[] | undefined): void => {
  const [, key = ""] = /^Bearer\s+(\S+)$/i.exec(authorization ?? "") ?? [];
  if (key === "") {
    throw new OpenAIRefusal("Missing bearer or basic authentication in header", { status: 401, code: null });
  }
  if (keys && !keys.includes(key)) {
    throw new OpenAIRefusal(
      `Incorrect API key provided: ${masked(key)}. You can find your API key at https://platform.openai.com/account/api-keys.`,
      { status: 401, code: "invalid_api_key" },
    );
  }
};
