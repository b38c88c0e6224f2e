import { detect } from "@transpond/core/redact";
import type { Canaries } from "./canaries.js";

/** What may be planted where: into what a log may show redacted, or into what it never shows. */
export type Sowing = {
  canaries: Canaries;
  /** A text that a client or a model wrote. */
  text: () => string;
  /** An id or a name that stands in content, and so has to be of harmless characters. */
  name: () => string;
  /** An id of the upstream's: it is rewritten for the client, so that detectors may not know it again. */
  id: () => string;
  /** The beginning of an address, which a log may show like any other words. */
  host: () => string;
  /** How many words of the protocol are spoilt as well, so that what reads them meets what it does not know. */
  spoil?: { every: number; from: number };
};

/** Any canary anywhere: nothing of it may be written. */
export const anywhere = (canaries: Canaries): Sowing => ({
  canaries,
  text: () => {
    const [one, other] = [canaries.any(), canaries.any()];
    return one.length % 2 === 0 ? one : `${one} und ${other}.`;
  },
  name: () => canaries.word(),
  id: () => canaries.word(),
  host: () => `https://${canaries.word()}.example/${canaries.found()}`,
});

/** Whether the detectors find a part of a text as a whole, where it stands. */
function covers(text: string, part: string): boolean {
  const from = text.indexOf(part);
  return detect(text).some(({ start, end }) => start <= from && end >= from + part.length);
}

/** Where content is shown redacted: only what detectors find stands in it, anything in all the rest. */
export const detectably = (canaries: Canaries): Sowing => ({
  canaries,
  text: () => {
    const [one, other] = [canaries.found(), canaries.found()];
    const both = `Schreibe an ${one} 🙂 und an "${other}"!`;
    return covers(both, one) && covers(both, other) ? both : one;
  },
  name: () => canaries.secret(),
  id: () => `item_${canaries.count()}`,
  host: () => "https://host.example/path",
});

/** Words that both protocols prescribe. */
const prescribed = new Set([
  ...["type", "role", "status", "object", "media_type", "effort", "ttl", "mode", "display", "service_tier", "speed"],
  ...["phase", "syntax", "error_code", "event", "stop_reason", "container_type", "execution", "allowed_callers"],
  ...["clear_at", "bill_to", "oversized_image", "response_inclusion", "keep", "prefix_mismatch_behavior", "fallbacks"],
]);
/** Names and ids: who is meant must stay the same all over a request. */
const names = new Set([
  ...["id", "name", "tool_use_id", "call_id", "item_id", "tool_name", "server_label", "mcp_server_name", "namespace"],
  ...["file_id", "container_id", "response_id", "user", "server_name", "model"],
]);
/** What no log shows in any mode, where nothing else prescribes its form. */
const opaque = new Set(["signature", "encrypted_content", "encrypted_index", "stop_sequences", "betas"]);
/** Objects whose keys are their writer's own. */
const open = new Set(["properties", "input", "$defs", "arguments", "metadata_of_writer"]);

/** A number that stands for a card's. */
const longNumber = 1e12;

/**
 * The same JSON with a canary in each text that the protocol leaves to its writer, in keys of the writer's own, and under
 * a key that nobody knows. What was equal stays equal.
 */
export function plant(value: unknown, sowing: Sowing): unknown {
  const { canaries, spoil } = sowing;
  const given = new Map<string, string>();
  let seen = 0;

  const same = (text: string, make: () => string) => {
    const known = given.get(text);
    if (known !== undefined) return known;
    const made = make();
    given.set(text, made);
    return made;
  };

  const leaf = (text: string, key: string, owner: Readonly<Record<string, unknown>>): string => {
    if (text === "" || text.startsWith("#/")) return text;
    const inner = jsonIn(text);
    if (inner !== undefined) return JSON.stringify(walk(inner, "input", {}));
    seen += 1;
    const spoilt = spoil !== undefined && seen % spoil.every === spoil.from % spoil.every;
    const isServerTool = key === "name" && typeof owner.type === "string" && /_\d{8}$|^tool_search/.test(owner.type);
    if ((prescribed.has(key) || isServerTool) && !spoilt) return text;
    if (key === "url") return `${sowing.host()}?key=${canaries.secret()}`;
    if (key === "data") return Buffer.from(`${canaries.word()} ${canaries.found()}`).toString("base64");
    if (opaque.has(key)) return same(`${key} ${text}`, () => canaries.word());
    if (names.has(key)) return same(text, sowing.name);
    return same(text, sowing.text);
  };

  const walk = (inner: unknown, key: string, owner: Readonly<Record<string, unknown>>): unknown => {
    if (typeof inner === "string") return leaf(inner, key, owner);
    if (typeof inner === "number") return inner > longNumber ? Number(canaries.card()) : inner;
    if (Array.isArray(inner)) return inner.map((entry) => walk(entry, key === "required" ? "name" : key, owner));
    if (typeof inner !== "object" || inner === null) return inner;
    const fields: Record<string, unknown> = Object.fromEntries(Object.entries(inner));
    const planted = Object.entries(fields).map(([name, child]): [string, unknown] => [
      open.has(key) ? same(name, sowing.name) : name,
      walk(child, open.has(key) && key !== "input" ? "" : name, fields),
    ]);
    return Object.fromEntries(planted);
  };
  return walk(value, "", {});
}

/** The objects and lists that clients write as texts. */
function jsonIn(text: string): unknown {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
