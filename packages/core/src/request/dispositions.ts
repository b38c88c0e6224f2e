import { fallback, fallbackCreditToken, type MessagesRequest } from "../anthropic/request.js";
import { invalidRequest, type TranspondError } from "../errors/transpond-error.js";
import { isObject } from "../json.js";
import type { LossCode } from "../ledger/loss-codes.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import { at, check } from "./validate.js";

/**
 * What becomes of each top-level field: `mapped` ones are read by a room of their own, the others are reported or
 * refused here. The type demands a row for every field, so that none can fall silent. Source: mapping A.1.
 */
type Disposition = "mapped" | ((value: unknown, path: string, ledger: LossLedger) => void);

const reported =
  (code: LossCode): Disposition =>
  (_value, path, ledger) =>
    ledger.add(code, path);

const refused =
  (error: (path: string) => TranspondError): Disposition =>
  (_value, path) => {
    throw error(path);
  };

export const dispositions: Record<keyof MessagesRequest, Disposition> = {
  model: "mapped",
  messages: "mapped",
  max_tokens: "mapped",
  system: "mapped",
  tools: "mapped",
  tool_choice: "mapped",
  thinking: "mapped",
  output_config: (value, _path, ledger) => {
    if (isObject(value) && value.task_budget != null) ledger.add("task_budget_ignored", "output_config.task_budget");
  },
  output_format: "mapped",
  stop_sequences: "mapped",
  stream: "mapped",
  temperature: "mapped",
  top_p: "mapped",
  top_k: "mapped",
  metadata: "mapped",
  cache_control: "mapped",
  service_tier: "mapped",
  speed: "mapped",
  betas: "mapped",
  context_management: "mapped",
  container: "mapped",
  diagnostics: "mapped",
  inference_geo: refused((path) => invalidRequest(path, "not available")),
  user_profile_id: reported("user_profile_ignored"),
  workspace_id: reported("metadata_dropped"),
  billing_policy: (value, path) => {
    if (isObject(value) && value.bill_to === "user_profile") {
      throw invalidRequest(path, "only `self` can be billed on this upstream");
    }
  },
  compaction: refused((path) => invalidRequest(path, "not available on this upstream")),
  fallbacks: (value, path, ledger) => {
    // "default" leaves it to the server, which has none; Anthropic too has models without any.
    if (!Array.isArray(value)) return;
    value.forEach((entry, index) => {
      check(fallback, entry, at(path, index));
    });
    if (value.length > 0) ledger.add("fallbacks_ignored", path);
  },
  fallback_credit_token: (value, path, ledger) => {
    if (!isObject(value)) throw invalidRequest(path, "not available on this upstream");
    check(fallbackCreditToken, value, path);
    if (value.mode !== "best_effort") throw invalidRequest(path, "not available on this upstream");
    ledger.add("fallback_credit_not_applied", path);
  },
  mcp_servers: "mapped",
  thread: refused((path) =>
    invalidRequest(path, "threads are not available on this upstream", { error_code: "thread_unsupported_request" }),
  ),
};

const table: ReadonlyMap<string, Disposition> = new Map(Object.entries(dispositions));

/** Reports or refuses what has no room of its own; null stands for absent. */
export function applyDispositions(
  request: Pick<MessagesRequest, "fallbacks" | "fallback_credit_token">,
  ledger: LossLedger,
): void {
  if (request.fallback_credit_token != null && request.fallbacks != null) {
    throw invalidRequest("fallback_credit_token", "cannot be combined with `fallbacks`");
  }
  for (const [field, value] of Object.entries(request)) {
    const disposition = table.get(field);
    if (value != null && typeof disposition === "function") disposition(value, field, ledger);
  }
}
