import type { ModelCapabilities } from "@transpond/core";
import type { Upstream } from "./options.js";

/** What a value must be, in words, or null where it is. */
type Check = (value: unknown) => string | null;

const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value) ? null : `one of ${allowed.map((one) => JSON.stringify(one)).join(", ")}`;

const listOf =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    Array.isArray(value) && value.every((one) => allowed.includes(one))
      ? null
      : `a list of ${allowed.map((one) => JSON.stringify(one)).join(", ")}`;

const flag: Check = (value) => (typeof value === "boolean" ? null : "true or false");
const tokens: Check = (value) =>
  value === null || (Number.isInteger(value) && Number(value) > 0) ? null : "a whole number of tokens above 0, or null";

const efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
const details = ["auto", "low", "high", "original"];

const checks: Readonly<Record<keyof ModelCapabilities | "family", Check>> = {
  family: (value) => (typeof value === "string" && value !== "" ? null : "a model id"),
  efforts: listOf(...efforts),
  defaultEffort: oneOf(...efforts, null),
  conciseSummary: flag,
  sampling: oneOf("always", "effort_none", "never"),
  instructionRole: oneOf("developer", "system"),
  parallelToolCalls: flag,
  structuredOutputs: flag,
  cacheBreakpoints: flag,
  prewarm: flag,
  comparisonIds: flag,
  phase: flag,
  toolSearch: flag,
  namespaces: flag,
  additionalTools: flag,
  configurationUpdate: flag,
  imageDetail: oneOf(...details),
  imageDetails: listOf(...details),
  contextWindow: tokens,
  maxOutputTokens: tokens,
};

/**
 * Checks capabilities that a host gives as an object, before the first request does. What a function returns is checked
 * by its type only.
 *
 * @throws TypeError naming the capability
 */
export function checkCapabilities(capabilities: Upstream["capabilities"]): void {
  if (capabilities === undefined || typeof capabilities === "function") return;
  if (typeof capabilities !== "object" || capabilities === null) {
    throw new TypeError("options.upstream.capabilities must be an object or a function.");
  }
  for (const [name, value] of Object.entries(capabilities)) {
    if (value === undefined) continue;
    const path = `options.upstream.capabilities.${name}`;
    const check = Object.entries(checks).find(([known]) => known === name)?.[1];
    if (check === undefined) throw new TypeError(`${path} is not known; it may be ${Object.keys(checks).join(", ")}.`);
    const wanted = check(value);
    if (wanted !== null) throw new TypeError(`${path} must be ${wanted}.`);
  }
}
