/** Deepest nesting of a value that is sent on as it is. Far below what overflows any runtime's stack, far above need. */
const maxDepth = 256;

/**
 * Why a value cannot be sent on as JSON, or null where it can: it is nested too deeply, contains itself, or holds a
 * number that JSON has no form for. Only objects of library users can be circular; parsed JSON never is.
 *
 * @example
 * ```ts
 * jsonFault({ type: "object" }); // null
 * ```
 */
export function jsonFault(value: unknown): string | null {
  return faultOf(value, []);
}

function faultOf(value: unknown, ancestors: object[]): string | null {
  if (typeof value === "bigint") return "Input should be valid JSON";
  if (typeof value !== "object" || value === null) return null;
  if (ancestors.length >= maxDepth) {
    return new Set(ancestors).size < ancestors.length ? "Input contains itself" : "Input is nested too deeply";
  }
  ancestors.push(value);
  for (const child of Object.values(value)) {
    const fault = faultOf(child, ancestors);
    if (fault !== null) return fault;
  }
  ancestors.pop();
  return null;
}
