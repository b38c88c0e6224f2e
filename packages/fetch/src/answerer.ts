import { digest } from "./digest.js";
import type { Target } from "./target.js";

/**
 * Who answers, as a hash: address, identity, and every header, the key above all, since accounts of one organisation may
 * differ in what they may do.
 */
export function answererOf({ url, identity, headers }: Target): Promise<string> {
  return digest(JSON.stringify([identity, url(""), Object.entries(headers)]));
}
