import type { RefusalDetails } from "../anthropic/message.js";
import { cleanText } from "./clean-text.js";
import { readFailure } from "./read-failure.js";

/** Codes with which OpenAI declines for what is asked, not for how. Sources: `openai` `ResponseError.code`, error guide. */
const policies: readonly (readonly [RegExp, RefusalDetails["category"]])[] = [
  [/^bio_policy/, "bio"],
  [/^cyber_policy/, "cyber"],
  [/^(?:misalignment_policy_violation|(?:image_)?content_policy_violation|moderation_blocked)$/, null],
];

/**
 * Tells whether a failure is the upstream declining on policy grounds; Anthropic answers those as a message with
 * `stop_reason: "refusal"`, not as an error.
 *
 * @param failure Whatever `toAnthropicError` takes: an HTTP answer, a stream event, a failed Response, a thrown error.
 * @returns What goes into `stop_details`, or null when it is any other failure. It never throws.
 *
 * @example
 * ```ts
 * policyRefusal({ status: 400, body: { error: { code: "cyber_policy_violation", message: "Declined." } } });
 * // { category: "cyber", explanation: "Declined." }
 * ```
 */
export function policyRefusal(failure: unknown): Pick<RefusalDetails, "category" | "explanation"> | null {
  const { code, explanation, message } = readFailure(failure);
  const policy = policies.find(([pattern]) => pattern.test(code));
  return policy ? { category: policy[1], explanation: cleanText(explanation || message, 1000) || null } : null;
}
