import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const skipped = new Set(["node_modules", "dist", "coverage", ".git", ".snippets", ".changeset"]);

/** Paths of the Markdown files below a folder, but for those that are installed, built or generated. */
export function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : markdownFiles(path);
    return entry.name.endsWith(".md") && entry.name !== "CHANGELOG.md" ? [path] : [];
  });
}

export interface Page {
  /** Targets of links, as they are written. */
  readonly links: readonly string[];
  /** What a link may name after `#`. */
  readonly anchors: ReadonlySet<string>;
}

export function readPage(path: string): Page {
  const text = readFileSync(path, "utf8").replace(/^(`{3,})[\s\S]*?^\1/gm, "");
  const prose = text.replace(/`[^`\n]*`/g, "");
  const links = [...prose.matchAll(/\]\(<?([^)>\s]+)>?(?: "[^"]*")?\)|\bhref="([^"]+)"/g)];
  const headings = [...text.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading = ""]) => heading);
  const named = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name = ""]) => name);
  return {
    links: links.map(([, link, href]) => link ?? href ?? ""),
    anchors: new Set([...anchorsOf(headings), ...named]),
  };
}

/** As GitHub makes them: lower case, no punctuation, hyphens for spaces; numbered where a heading comes again. */
export function anchorsOf(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = plain.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "").replaceAll(" ", "-");
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}
