import { childOf } from "../json.js";

/** What a `$ref` means within its document, a JSON pointer in a fragment; `undefined` where it means nothing there. */
export function referenceTarget(reference: unknown, root: unknown): unknown {
  if (reference === "#") return root;
  if (typeof reference !== "string" || !reference.startsWith("#/")) return undefined;
  return reference.slice(2).split("/").map(unescaped).reduce<unknown>(childOf, root);
}

function unescaped(step: string): string {
  const pointer = step.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(pointer);
  } catch {
    return pointer;
  }
}
