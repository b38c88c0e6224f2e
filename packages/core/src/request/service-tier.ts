import type { MessagesRequest } from "../anthropic/request.js";
import { invalidRequest } from "../errors/transpond-error.js";
import type { OpenAIRequest } from "../openai/request.js";

const tiers = { auto: "auto", standard_only: "default" } as const;

/** `service_tier` and `speed` share one field upstream. Source: mapping A14, A15. */
export function translateTier(
  request: Pick<MessagesRequest, "service_tier" | "speed">,
): Pick<OpenAIRequest, "service_tier"> {
  const { service_tier: tier, speed } = request;
  if (speed === "fast") {
    if (tier === "standard_only")
      throw invalidRequest("speed", "'fast' cannot be combined with `service_tier` 'standard_only'");
    return { service_tier: "fast" };
  }
  return tier ? { service_tier: tiers[tier] } : {};
}
