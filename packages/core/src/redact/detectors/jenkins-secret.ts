import { textBefore } from "./context.js";
import { except, runEnd } from "./secret-chars.js";

/** Encrypted values of Jenkins are some hundred characters long; certificates some thousand. */
const LIMIT = 4096;

const isValue = except("{}<");
const isInside = (text: string, at: number): boolean => isValue(text, at) || text.charCodeAt(at) === 0x20;

/** The end of what Jenkins encrypted (`{AQAAABAAA…}`, its settings in XML; a label may stand before it) from the `A` at `at` on, or -1. */
export function jenkinsSecretEnd(text: string, at: number): number {
  if (!text.startsWith("AQAAAB", at) || !/\{[\w .-]{0,32}$/.test(textBefore(text, at, 33))) return -1;
  const end = runEnd(text, at, LIMIT, isInside);
  return text.charAt(end) === "}" ? end : -1;
}
