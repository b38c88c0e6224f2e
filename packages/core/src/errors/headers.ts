import { isObject } from "../json.js";

/** Reads one header, whatever its letter case; null where it is absent. */
export type HeaderReader = (name: string) => string | null;

/** Reads a `Headers` object, or a plain record as Node, `undici` and test doubles have it. */
export function headerReader(headers: unknown): HeaderReader {
  if (!isObject(headers)) return () => null;
  const { get } = headers;
  if (typeof get === "function") {
    return (name) => {
      const value: unknown = get.call(headers, name);
      return typeof value === "string" ? value : null;
    };
  }
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === "string" || typeof first === "number") values.set(name.toLowerCase(), String(first));
  }
  return (name) => values.get(name.toLowerCase()) ?? null;
}
