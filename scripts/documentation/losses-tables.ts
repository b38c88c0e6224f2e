import type { LossSeverity } from "../../packages/core/src/ledger/loss.js";
import { code, table } from "./table.js";

/** Loss codes as docs/losses.md lists them. */
export function lossTable(losses: Readonly<Record<string, readonly [LossSeverity, string]>>): string {
  const rows = Object.entries(losses).map(([name, [severity, message]]) => [code(name), severity, message]);
  return table(["code", "severity", "message"], rows);
}
