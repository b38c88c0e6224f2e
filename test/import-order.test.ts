import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/**
 * The rooms from left to right. A room imports from itself and from rooms to its left; rooms of one rank do not know
 * each other. Files that stand in no folder of the core are rooms of their own.
 */
const ranks: readonly (readonly string[])[] = [
  ["json", "fnv1a", "hash", "base64", "base64-url", "remembered"],
  ["anthropic", "openai", "image-size"],
  ["context"],
  ["ledger"],
  ["errors"],
  ["names", "reasoning-envelope", "web-search-envelope", "tool-search-query", "compaction-envelope", "server-tool-id"],
  ["request", "response"],
  ["stream"],
  ["tokens", "redact"],
  ["index"],
  ["fetch"],
  ["node"],
  ["express", "fastify"],
];
const rankOf = new Map(ranks.flatMap((rooms, rank) => rooms.map((room) => [room, rank] as const)));

const packages = join(dirname(fileURLToPath(import.meta.url)), "..", "packages");

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .map((file) => join(folder, file));
}

/** The room of a file: its package, or within the core its folder, or its own name. */
function roomOf(file: string): string {
  const [pkg = "", , ...path] = relative(packages, file).split(/[\\/]/);
  if (pkg !== "core") return pkg;
  return path.length > 1 ? (path[0] ?? "") : (path[0] ?? "").replace(/\.ts$/, "");
}

function imports(file: string): string[] {
  const specifiers = [...readFileSync(file, "utf8").matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)];
  return specifiers.flatMap(([, specifier = ""]) => {
    if (specifier.startsWith(".")) return [roomOf(join(dirname(file), specifier.replace(/\.js$/, ".ts")))];
    const own = /^@transpond\/([a-z]+)(?:\/([a-z]+))?$/.exec(specifier);
    if (own === null) return [];
    return [own[1] === "core" ? (own[2] ?? "index") : (own[1] ?? "")];
  });
}

function allowed(from: string, to: string): boolean {
  const [fromRank, toRank] = [rankOf.get(from), rankOf.get(to)];
  if (fromRank === undefined || toRank === undefined) return false;
  return from === to || toRank < fromRank;
}

describe("import order", () => {
  const files = ["core", "fetch", "node", "express", "fastify"].flatMap((name) => sources(join(packages, name, "src")));

  it("knows every room", () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !rankOf.has(room))).toEqual([]);
  });

  it("goes from right to left only", () => {
    const wrong = files.flatMap((file) =>
      imports(file)
        .filter((room) => !allowed(roomOf(file), room))
        .map((room) => `${posix.normalize(relative(packages, file))} imports ${room}`),
    );
    expect(wrong).toEqual([]);
  });

  it("would see a wrong one", () => {
    expect(allowed("response", "stream")).toBe(false);
    expect(allowed("request", "response")).toBe(false);
    expect(allowed("core", "fetch")).toBe(false);
    expect(allowed("stream", "response")).toBe(true);
  });

  it("the core is pure: no `node:` import, no timer, no clock, no randomness", () => {
    const impure = /"node:|\b(?:setTimeout|setInterval|Date\.now|new Date\(\)|Math\.random|randomUUID|process\.)/;
    const comment = /\/\*[\s\S]*?\*\/|\/\/.*$/gm;
    // A word in a text runs nothing; an import does.
    const text = /(?<!from |import |import\()"(?:[^"\\\n]|\\.)*"/g;
    const wrong = sources(join(packages, "core", "src")).filter((file) =>
      impure.test(readFileSync(file, "utf8").replace(comment, "").replace(text, "")),
    );
    expect(wrong.map((file) => relative(packages, file))).toEqual([]);
  });
});
