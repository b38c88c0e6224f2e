import type { MessagesRequest } from "../anthropic/request.js";
import { invalidRequest } from "../errors/transpond-error.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import type { ModelCapabilities } from "../openai/models.js";
import type { Effort, OpenAIRequest } from "../openai/request.js";
import type { ApiVersion } from "./headers.js";

type SamplingFields = Pick<MessagesRequest, "temperature" | "top_p" | "top_k">;

/**
 * Sampling parameters. 2026-10-21 has none, at any value; before, they are copied where the model takes them. A value of
 * 1 is the default and is left out quietly. Source: mapping A9 to A11, section 0.3.
 */
export function translateSampling(
  request: SamplingFields,
  version: ApiVersion,
  effort: Effort | undefined,
  capabilities: ModelCapabilities,
  ledger: LossLedger,
): Pick<OpenAIRequest, "temperature" | "top_p"> {
  if (version === "2026-10-21") {
    for (const field of ["temperature", "top_p", "top_k"] as const) {
      if (request[field] !== undefined) throw invalidRequest(field, "Extra inputs are not permitted");
    }
  }
  if (request.top_k != null) ledger.add("sampling_dropped", "top_k");
  const effective = effort ?? capabilities.defaultEffort;
  const taken = capabilities.sampling === "always" || (capabilities.sampling === "effort_none" && effective === "none");
  const fields: Pick<OpenAIRequest, "temperature" | "top_p"> = {};
  for (const field of ["temperature", "top_p"] as const) {
    const value = request[field];
    if (value == null) continue;
    if (taken) fields[field] = value;
    else ledger.add(value === 1 ? "sampling_default_omitted" : "sampling_dropped", field);
  }
  return fields;
}
