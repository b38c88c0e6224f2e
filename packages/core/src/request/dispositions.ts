import type { MessagesRequest } from "../anthropic/request.js";
import { invalidRequest, type TranspondError } from "../errors/transpond-error.js";
import { isObject } from "../json.js";
import type { LossCode } from "../ledger/loss-codes.js";
import type { LossLedger } from "../ledger/loss-ledger.js";

/**
 * What becomes of each top-level field: `mapped` ones are read by a room of their own, the others are reported or
 * refused here. The type demands a row for every field, so that none can fall silent. Source: docs/mapping.md A.1.
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
    if (isObject(value) && value.task_budget != null) ledger.add("feature_unsupported", "output_config.task_budget");
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
  container: (value, path) => {
    const empty = isObject(value) && (value.id ?? null) === null && noEntries(value.skills);
    if (!empty) throw invalidRequest(path, "containers are not available on this upstream");
  },
  diagnostics: (value, _path, ledger) => {
    if (isObject(value) && value.previous_message_id != null) {
      ledger.add("feature_unsupported", "diagnostics.previous_message_id");
    }
  },
  inference_geo: refused((path) => invalidRequest(path, "not available")),
  user_profile_id: reported("metadata_dropped"),
  workspace_id: reported("metadata_dropped"),
  billing_policy: (value, path) => {
    const self = isObject(value) && (value.bill_to === undefined || value.bill_to === "self");
    if (!self) throw invalidRequest(path, "only `self` can be billed on this upstream");
  },
  compaction: refused((path) => invalidRequest(path, "not available on this upstream")),
  fallbacks: (value, path, ledger) => {
    if (value !== "default" && !noEntries(value)) ledger.add("feature_unsupported", path);
  },
  fallback_credit_token: (value, path, ledger) => {
    if (!isObject(value) || value.mode !== "best_effort") throw invalidRequest(path, "not available on this upstream");
    ledger.add("feature_unsupported", path);
  },
  mcp_servers: (value, path, ledger) => {
    if (!noEntries(value)) ledger.add("feature_unsupported", path);
  },
  thread: refused((path) =>
    invalidRequest(path, "threads are not available on this upstream", { error_code: "thread_unsupported_request" }),
  ),
};

/** Reports or refuses what has no room of its own; null stands for absent. */
export function applyDispositions(request: object, ledger: LossLedger): void {
  const table = new Map<string, Disposition>(Object.entries(dispositions));
  for (const [field, value] of Object.entries(request)) {
    const disposition = table.get(field);
    if (value != null && typeof disposition === "function") disposition(value, field, ledger);
  }
}

function noEntries(value: unknown): boolean {
  return value == null || (Array.isArray(value) && value.length === 0);
}
