import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** The names that the members of a union of an official SDK carry as their `type`. */
export function typeNamesOf(sdk: string, file: string, union: string): string[] {
  const source = readFileSync(join(dirname(require.resolve(sdk)), file), "utf8").replace(/\/\*\*[\s\S]*?\*\//g, "");
  const members = new RegExp(`export type ${union} = ([^;]+);`).exec(source)?.[1]?.split("|") ?? [];
  return members.flatMap((member) => discriminators(source, member.trim()));
}

/** `type: 'a' | 'b';` of one interface, which may stand in a namespace (`Namespace.Name`). */
function discriminators(source: string, member: string): string[] {
  const [name = "", namespace] = member.split(".").reverse();
  const scope = namespace ? source.slice(source.indexOf(`export declare namespace ${namespace} {`)) : source;
  const indent = " ".repeat(namespace ? 4 : 0);
  const body = scope.slice(new RegExp(`interface ${name}\\b[^{]*\\{`).exec(scope)?.index);
  const own = body.slice(0, body.indexOf(`\n${indent}}`));
  const types = new RegExp(`^${indent}    type: ([^;]+);`, "m").exec(own)?.[1];
  const base = /^interface \w+ extends (\w+)/.exec(own)?.[1];
  if (types === undefined && base !== undefined) return discriminators(source, base);
  return [...(types ?? "").matchAll(/'([^']+)'/g)].map(([, type = ""]) => type);
}
