import { type Row, type Rows, under } from "./row.js";

/** What any item may be. */
export const itemStatuses = ["in_progress", "completed", "incomplete"];

/** One row for the status of an item and for all its values. */
export function statuses(item: string, values: readonly string[], row: Row): Rows {
  return under([`${item}.status`, ...values.map((value) => `${item}.status=${value}`)], { "": row });
}
