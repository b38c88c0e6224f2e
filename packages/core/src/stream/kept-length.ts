/** What a part of a value costs beside its texts, in UTF-16 units. */
const partLength = 32;

/** About what keeping a value costs, in UTF-16 units: its texts, those of its keys, and something for each part. */
export function keptLength(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  let length = partLength;
  for (const [key, part] of Object.entries(value)) length += key.length + keptLength(part);
  return length;
}
