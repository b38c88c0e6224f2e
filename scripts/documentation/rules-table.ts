import { commonRules, strictRules } from "../../packages/core/src/stream/grammar.js";
import { code, table } from "./table.js";

/** The rules of `checkMessageStream`, by profile. */
export function ruleTable(): string {
  const rows = (profile: string, rules: Readonly<Record<string, string>>) =>
    Object.entries(rules).map(([rule, meaning]) => [code(rule), profile, meaning]);
  return table(
    ["rule", "profile", "message of a violation"],
    [...rows("both", commonRules), ...rows(code("strict"), strictRules)],
  );
}
