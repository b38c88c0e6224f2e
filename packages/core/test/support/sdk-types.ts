import { createRequire } from "node:module";
import { dirname, join } from "node:path";
// TypeScript 7 has no stable compiler API yet; this alias is the last release that has one.
import ts from "typescript-api";

const require = createRequire(import.meta.url);

/** The packages whose declarations are read, and where in them their message types stand. */
const files = {
  anthropic: ["@anthropic-ai/sdk", "resources/messages/messages.d.ts"],
  anthropicBeta: ["@anthropic-ai/sdk", "resources/beta/messages/messages.d.ts"],
  openai: ["openai", "resources/responses/responses.d.ts"],
} as const;
export type SdkFile = keyof typeof files;

const fileNames = new Map(
  Object.entries(files).map(([name, [sdk, file]]) => [name, join(dirname(require.resolve(sdk)), file)]),
);
const program = ts.createProgram([...fileNames.values()], {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  skipLibCheck: true,
  types: [],
});
const checker = program.getTypeChecker();

/** A type that an SDK exports, by its name; `Namespace.Name` for one in a namespace. */
export function sdkType(file: SdkFile, name: string): ts.Type {
  const source = program.getSourceFile(fileNames.get(file) ?? "");
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`no declarations of ${file}`);
  let exported = checker.getExportsOfModule(module);
  let found: ts.Symbol | undefined;
  for (const part of name.split(".")) {
    // A namespace and an interface of one name are one symbol.
    found = exported.find((symbol) => symbol.name === part);
    if (!found) throw new Error(`${file} exports no ${name}`);
    exported = [...(found.exports?.values() ?? [])];
  }
  if (!found) throw new Error(`${file} exports no ${name}`);
  const target = found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
  return checker.getDeclaredTypeOfSymbol(target);
}

/** The members of a union without null and undefined; the type itself where it is none. */
export function membersOf(type: ts.Type): ts.Type[] {
  return type.isUnion() ? type.types.filter((member) => !isNothing(member)) : isNothing(type) ? [] : [type];
}

/** The strings that a type allows one by one; none where any string will do. */
export function literalsOf(type: ts.Type): string[] {
  return membersOf(type).flatMap((member) => (member.isStringLiteral() ? [member.value] : []));
}

export type Field = { name: string; type: ts.Type };

/** The fields of an object type, or of all members of a union of them. */
export function fieldsOf(type: ts.Type): Field[] {
  return checker
    .getPropertiesOfType(type)
    .map((symbol) => ({ name: symbol.name, type: checker.getTypeOfSymbol(symbol) }));
}

/** The strings of the field that tells the members of a union apart. */
export function tagsOf(type: ts.Type, tag = "type"): string[] {
  const field = fieldsOf(type).find(({ name }) => name === tag);
  return field ? literalsOf(field.type) : [];
}

/** What a list holds, or null for what is no list. */
export function itemOf(type: ts.Type): ts.Type | null {
  return checker.isArrayType(type) ? (checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? null) : null;
}

/** Whether fields can be told: an object type that is neither a list nor a dictionary nor a function. */
export function isRecord(type: ts.Type): boolean {
  if (!(type.flags & ts.TypeFlags.Object) || checker.isArrayType(type)) return false;
  return fieldsOf(type).length > 0 && type.getCallSignatures().length === 0;
}

/** The names of the members of a union. */
export function typeNamesOf(file: SdkFile, name: string): string[] {
  return membersOf(sdkType(file, name)).flatMap((member) => tagsOf(member));
}

function isNothing(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) !== 0;
}
