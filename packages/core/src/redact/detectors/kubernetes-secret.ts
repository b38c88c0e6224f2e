import type { Detector } from "../detector.js";
import { isAlphanumeric } from "./secret-chars.js";

const REACH = 512;
/** Where the values of one manifest are no longer followed. */
const BLOCK_LIMIT = 4096;
const KIND = /kind["']?[ \t]{0,4}:[ \t]{0,4}["']?secret(?![\w-])["']?/iy;
const DATA = /^([ \t]{0,16})["']?(?:stringData|data)["']?[ \t]{0,4}:[ \t]{0,4}\r?$/m;

/**
 * Manifests of Kubernetes Secrets (kubernetes.io, "Secrets"): values under `data` and `stringData` are credentials
 * whatever their names. The span holds everything between the kind and the last value. Anchored at the kind; looks a
 * bounded way around it, not past the document's end.
 */
export const kubernetesSecret: Detector = {
  name: "kubernetes-secret",
  anchors: "k",
  follows: (before) => !isAlphanumeric(before, 0),
  precedes: (next) => next === "i",
  find(text, at, found) {
    if (!text.startsWith("kind", at) || isAlphanumeric(text, at - 1)) return;
    KIND.lastIndex = at;
    const kind = KIND.exec(text);
    if (kind === null) return;
    const from = Math.max(0, at - REACH);
    const before = text.slice(from, at);
    const document = Math.max(before.lastIndexOf("\n---") + 1, from === 0 ? 0 : before.indexOf("\n") + 1);
    const around = text.slice(from + document, at + REACH);
    const after = around.indexOf("\n---", at - from - document);
    const manifest = after === -1 ? around : around.slice(0, after);
    if (!manifest.includes("ata:") && !manifest.includes('ata":')) return;
    const data = DATA.exec(manifest);
    if (data === null) return;
    const start = from + document + data.index + (data[1]?.length ?? 0);
    const end = blockEnd(text, from + document + data.index + data[0].length, data[1]?.length ?? 0);
    found(Math.min(start, at), Math.max(end, at + kind[0].length), "SECRET");
  },
};

/** The end of the lines after `from` that are indented deeper than `indent`. */
function blockEnd(text: string, from: number, indent: number): number {
  let end = from;
  while (end < text.length && end - from < BLOCK_LIMIT) {
    let first = end + 1;
    while (first < text.length && (text.charAt(first) === " " || text.charAt(first) === "\t")) first++;
    if (first - end - 1 <= indent) return end;
    const next = text.indexOf("\n", first);
    end = next === -1 || next - from > 2 * BLOCK_LIMIT ? Math.min(text.length, from + 2 * BLOCK_LIMIT) : next;
  }
  return end;
}
