import type { Rows } from "../../src/ledger/dispositions/row.js";
import { fieldsOf, isRecord, itemOf, literalsOf, membersOf, type SdkFile, sdkType, tagsOf } from "./sdk-types.js";

type Type = ReturnType<typeof sdkType>;

/**
 * Every name that an SDK's type declares, in the ledger's notation (`a.b`, `a[tag]`, `a[]`, `a=value`), down to the rows
 * that speak for all beneath them. A discriminating `type` is no name of its own: the tag in the path says it.
 *
 * @param root path of the type itself; "" for a whole request or response
 */
export function sdkNames(file: SdkFile, typeName: string, rows: Rows, root = ""): string[] {
  const names = new Set<string>();
  walk(sdkType(file, typeName), root, []);
  return [...names];

  function walk(type: Type, path: string, parents: readonly Type[]): void {
    if (rows[path]?.whole || parents.includes(type)) return;
    const inside = [...parents, type];
    const members = membersOf(type);
    // A string that may be anything has no values worth a row, whatever examples its type gives.
    const anyString = members.some((member) => !member.isLiteral() && !isRecord(member) && itemOf(member) === null);
    if (!anyString) for (const value of literalsOf(type)) names.add(`${path}=${value}`);
    const records = members.filter(isRecord);
    const tagged = records.filter((member) => tagsOf(member).length > 0);
    for (const member of members) {
      const item = itemOf(member);
      if (item) walkItem(item, path, inside);
    }
    for (const record of records) {
      const tags = tagsOf(record);
      if (tags.length === 0 || (tagged.length === 1 && records.length === 1 && path !== ""))
        walkFields(record, path, inside);
      else for (const tag of tags) enter(record, path === "" ? tag : `${path}[${tag}]`, inside);
    }
  }

  /** A list of tagged objects needs no `[]`: the tag stands in brackets already. */
  function walkItem(item: Type, path: string, parents: readonly Type[]): void {
    const records = membersOf(item).filter(isRecord);
    const allTagged = records.length > 1 && records.every((record) => tagsOf(record).length > 0);
    if (allTagged) walk(item, path, parents);
    else if (records.length > 0 || literalsOf(item).length > 0) walk(item, `${path}[]`, parents);
  }

  function enter(record: Type, path: string, parents: readonly Type[]): void {
    names.add(path);
    if (!rows[path]?.whole) walkFields(record, path, parents);
  }

  function walkFields(record: Type, path: string, parents: readonly Type[]): void {
    const tagged = tagsOf(record).length > 0;
    for (const { name, type } of fieldsOf(record)) {
      if (tagged && name === "type") continue;
      const field = path === "" ? name : `${path}.${name}`;
      names.add(field);
      walk(type, field, [...parents, record]);
    }
  }
}

/** The names that no row answers for. */
export function missingNames(file: SdkFile, typeName: string, rows: Rows, root = ""): string[] {
  return sdkNames(file, typeName, rows, root).filter((name) => !Object.hasOwn(rows, name));
}
