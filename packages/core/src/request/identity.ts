import { hashText } from "../hash.js";
import { isObject, stringAt } from "../json.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import type { OpenAIRequest } from "../openai/request.js";
import type { ClientHeaders } from "./headers.js";

type IdentityFields = Pick<OpenAIRequest, "safety_identifier" | "prompt_cache_key">;

/** Who is behind a request: a person, and one of that person's sessions. */
type UserIdentity = { person: string; session: string | null };

/**
 * `safety_identifier` and `prompt_cache_key`, both hashed: the user id may name devices and accounts, and is longer than
 * OpenAI takes. The key is one per session, agent, model and system prompt, so that turns of a conversation meet in one
 * cache and busy agents do not crowd each other out. Source: mapping A12, A13, K37.
 */
export function translateIdentity(
  userId: string | null | undefined,
  headers: ClientHeaders,
  model: string,
  systemTexts: readonly string[],
  hashKey: string | undefined,
  ledger: LossLedger,
): IdentityFields {
  const user = userId ? readUserId(userId) : null;
  if (user) ledger.add("user_id_hashed", "metadata.user_id");
  const session = headers.session ?? user?.session ?? null;
  const cacheKey = () =>
    hashText(JSON.stringify([session, headers.agent, model, hashText(systemTexts.join("\n"))]), hashKey);
  return {
    ...(session !== null && { prompt_cache_key: cacheKey() }),
    ...(user && { safety_identifier: hashText(user.person, hashKey) }),
  };
}

/** Claude Code writes JSON, older releases `user_…_account_…_session_…`; whatever else is one opaque name. */
function readUserId(userId: string): UserIdentity {
  const parsed = parseObject(userId);
  if (parsed !== null) {
    const person = stringAt(parsed, "device_id") + stringAt(parsed, "account_uuid");
    return { person: person || userId, session: stringAt(parsed, "session_id") || null };
  }
  const mark = userId.lastIndexOf("_session_");
  if (mark <= 0) return { person: userId, session: null };
  return { person: userId.slice(0, mark), session: userId.slice(mark + "_session_".length) || null };
}

function parseObject(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Who the upstream was last: most hosts have one. */
let last: { identity: string; hashKey: string | undefined; hash: string } | undefined;

/** Who the upstream is, as reasoning envelopes name it. */
export function hashIdentity(identity: string | undefined, hashKey: string | undefined): string {
  if (identity === undefined) return "";
  if (last?.identity !== identity || last.hashKey !== hashKey) {
    last = { identity, hashKey, hash: hashText(identity, hashKey).slice(0, 16) };
  }
  return last.hash;
}
