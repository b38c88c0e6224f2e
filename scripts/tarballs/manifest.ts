import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What is read of a `package.json` here. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly repository?: { readonly directory?: string };
  readonly engines?: { readonly node?: string };
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** Folders of the packages that are published, by name. */
export function publicPackages(root: string): ReadonlyMap<string, string> {
  const folders = readdirSync(join(root, "packages")).map((name) => join(root, "packages", name));
  const named = folders.map((folder) => [readManifest(folder), folder] as const);
  return new Map(named.filter(([manifest]) => manifest.private !== true).map(([{ name }, folder]) => [name, folder]));
}

/** What a package's entries are imported as, such as `@transpond/core/redact`. */
export const entriesOf = ({ name, exports = {} }: Manifest): string[] =>
  Object.keys(exports).map((entry) => name + entry.slice(1));
