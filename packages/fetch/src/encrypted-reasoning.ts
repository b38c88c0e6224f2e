import { lossOf } from "@transpond/core";
import type { Adaptation } from "./adapt.js";

/**
 * A model that does not reason refuses to be asked for the state of its reasoning: what a deployment's name did not
 * tell. OpenAI's wording, without a code.
 */
export const refusesEncryptedReasoning = ({ message }: { message: string }): boolean =>
  /^Encrypted content is not supported with this model/i.test(message);

const encrypted = "reasoning.encrypted_content";

export const withoutEncryptedReasoning: Adaptation = {
  name: encrypted,
  lasting: true,
  loss: lossOf("feature_unsupported", "thinking"),
  apply: ({ include = [], ...request }) => {
    const rest = include.filter((name) => name !== encrypted);
    if (rest.length === include.length) return null;
    return rest.length === 0 ? request : { ...request, include: rest };
  },
};
