import { invalidRequest } from "../errors/transpond-error.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import { askHost } from "./ask-host.js";
import type { RequestHeaders } from "./options.js";

export type ApiVersion = "2023-06-01" | "2026-10-21";

/** What the translation reads from the client's headers. */
export type ClientHeaders = {
  version: ApiVersion;
  betas: ReadonlySet<string>;
  session: string | null;
  agent: string | null;
};

const versions: readonly ApiVersion[] = ["2023-06-01", "2026-10-21"];

/** Headers that the official SDK makes of `user_profile_id` and `workspace_id`. Source: mapping A26, A27. */
const ignoredHeaders = [
  ["anthropic-user-profile-id", "user_profile_ignored"],
  ["anthropic-workspace-id", "metadata_dropped"],
] as const;

/**
 * Reads version, betas and Claude Code's ids; names are case-insensitive. Unknown betas are kept and ignored (K24).
 *
 * @throws TranspondError 400 for a version that does not exist
 */
export function readHeaders(
  headers: RequestHeaders | undefined,
  bodyBetas: readonly string[],
  ledger: LossLedger,
): ClientHeaders {
  const get = reader(headers);
  for (const [name, code] of ignoredHeaders) if (get(name)) ledger.add(code, name);
  const given = get("anthropic-version")?.trim() ?? "";
  const version = given === "" ? versions[0] : versions.find((known) => known === given);
  if (version === undefined) {
    throw invalidRequest("anthropic-version", `"${given.slice(0, 40)}" is not a valid version`);
  }
  const listed = (get("anthropic-beta") ?? "").split(",").map((beta) => beta.trim());
  return {
    version,
    betas: new Set([...listed, ...bodyBetas].filter((beta) => beta !== "")),
    session: get("x-claude-code-session-id"),
    agent: get("x-claude-code-agent-id"),
  };
}

function reader(headers: RequestHeaders | undefined): (name: string) => string | null {
  if (headers === undefined) return () => null;
  if (isHeaders(headers)) return (name) => askHost("headers", () => headers.get(name));
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (value != null) values.set(name.toLowerCase(), typeof value === "string" ? value : value.join(", "));
  }
  return (name) => values.get(name) ?? null;
}

function isHeaders(headers: RequestHeaders): headers is Pick<Headers, "get"> {
  return typeof headers.get === "function";
}
