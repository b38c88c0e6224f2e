import type { ModelCapabilities } from "@transpond/core";
import { be, type Check, type Checks, flag, isObject, listOf, oneOf, onlyMembers } from "./checks.js";

const tokens = be(
  "a whole number of tokens above 0, or null",
  (value) => value === null || (Number.isInteger(value) && Number(value) > 0),
);

const efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
const details = ["auto", "low", "high", "original"];

const table: Checks<keyof ModelCapabilities | "family"> = {
  family: be("a model id", (value) => typeof value === "string" && value !== ""),
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

/** Capabilities that a host gives as an object; what a function returns is checked by its type only. */
export const capabilities: Check = (value) => {
  if (typeof value === "function") return null;
  return isObject(value) ? onlyMembers(table)(value) : " must be an object or a function";
};
