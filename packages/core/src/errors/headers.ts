import { isObject } from "../json.js";

/** Reads one header by its name in lower case; null where it is absent. */
export type HeaderReader = (name: string) => string | null;

/** Reads a `Headers` object, a plain record as Node and test doubles have it, or a list of pairs, whatever the letter case. */
export function headerReader(headers: unknown): HeaderReader {
  return (name) => {
    try {
      return readHeader(headers, name);
    } catch {
      return null; // A getter or a proxy that throws: better an error without a header than none.
    }
  };
}

function readHeader(headers: unknown, name: string): string | null {
  if (Array.isArray(headers)) return readHeader(Object.fromEntries(headers), name);
  if (!isObject(headers)) return null;
  const found: unknown = typeof headers.get === "function" ? headers.get(name) : memberAt(headers, name);
  const value: unknown = Array.isArray(found) ? found[0] : found;
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

function memberAt(headers: object, name: string): unknown {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}
