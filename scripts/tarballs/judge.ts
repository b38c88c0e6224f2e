import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { type Manifest, readManifest } from "./manifest.js";
import type { Packed } from "./pack.js";

/** Beside what is built. */
const expectedFiles = ["LICENSE", "README.md", "package.json"];
const built = /^dist\/.+(?:\.js|\.js\.map|\.d\.ts)$/;
const strange = /(?:^|\/)(?:test|tests|fixtures|bench)\/|\.(?:test|spec|bench)\./;

/** @returns what is wrong with a package as it would be published; nothing, if it may be */
export function judge(packed: Packed): string[] {
  const manifest = readManifest(packed.folder);
  return [
    ...missing(packed, manifest),
    ...superfluous(packed),
    ...conditions(manifest),
    ...ranges(manifest),
    ...packed.files.filter((file) => file.endsWith(".map")).flatMap((file) => sourceMap(packed, file)),
    ...packed.files.filter((file) => file.endsWith(".js")).flatMap((file) => imports(packed, manifest, file)),
    ...packed.files.filter((file) => file.endsWith(".d.ts")).flatMap((file) => imports(packed, manifest, file)),
  ];
}

function missing({ files, folder }: Packed, manifest: Manifest): string[] {
  const targets = Object.values(manifest.exports ?? {}).flatMap((entry) => Object.values(entry));
  const wanted = [...expectedFiles, ...targets.map((target) => normalize(target))];
  const empty = ["LICENSE", "README.md"].filter((file) => files.includes(file) && size(join(folder, file)) < 300);
  const absent = (["license", "repository", "engines", "exports"] as const).filter((field) => !manifest[field]);
  return [
    ...wanted.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...empty.map((file) => `${file} says nothing`),
    ...absent.map((field) => `package.json has no ${field}`),
  ];
}

const size = (file: string) => readFileSync(file).length;

function superfluous({ files }: Packed): string[] {
  return files
    .filter((file) => (!expectedFiles.includes(file) && !built.test(file)) || strange.test(file))
    .map((file) => `${file} should not be there`);
}

/** Types first; and nothing that leads to sources, which are not there. */
function conditions({ exports = {} }: Manifest): string[] {
  return Object.entries(exports).flatMap(([entry, targets]) =>
    Object.keys(targets).join() === "types,default" ? [] : [`exports["${entry}"] has ${Object.keys(targets)}`],
  );
}

function ranges({ dependencies, peerDependencies }: Manifest): string[] {
  return Object.entries({ ...dependencies, ...peerDependencies })
    .filter(([, range]) => /^(?:workspace|link|file|catalog):|^\*$/.test(range))
    .map(([name, range]) => `${name} is wanted as ${range}`);
}

/** Sources are not published, so a map holds them; none may lead out of the package. */
function sourceMap({ folder }: Packed, file: string): string[] {
  const map: { sources: string[]; sourcesContent?: (string | null)[]; sourceRoot?: string } = JSON.parse(
    readFileSync(join(folder, file), "utf8"),
  );
  return map.sources.flatMap((source, index) => {
    const path = normalize(join(dirname(file), map.sourceRoot ?? "", source));
    if (path.startsWith("..") || /^[a-z]+:|^\//.test(source)) return [`${file} leads outside, to ${source}`];
    return map.sourcesContent?.[index] ? [] : [`${file} does not hold ${source}`];
  });
}

/** What a file imports by name must be declared. */
function imports({ folder }: Packed, { name, dependencies, peerDependencies }: Manifest, file: string): string[] {
  const known = new Set([name, ...Object.keys({ ...dependencies, ...peerDependencies })]);
  const text = readFileSync(join(folder, file), "utf8");
  const specifiers = [
    ...text.matchAll(/^(?:import|export)\b[^;'"`]*?\bfrom ?"([^"]+)";?$/gm),
    ...text.matchAll(/^import "([^"]+)";?$/gm),
    ...text.matchAll(/\bimport\("([^"]+)"\)/g),
  ].map(([, specifier = ""]) => specifier);
  return specifiers
    .filter((specifier) => !/^(?:\.|node:)/.test(specifier) && !known.has(packageOf(specifier)))
    .map((specifier) => `${file} imports ${specifier}, which is not declared`);
}

const packageOf = (specifier: string) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
