/** A name of the ledger, taken apart. */
export type Step =
  | { kind: "field"; name: string }
  | { kind: "tag"; tag: string }
  | { kind: "items" }
  | { kind: "value"; value: string };

const pattern = /=(?<value>.*)$|\[\](?<items>)|\[(?<tag>[^\]]+)\]|\.?(?<field>[^.[=]+)/g;

/** `tools[custom].strict` as field, tag, field. A header's name may hold anything but `.`, `[` and `=`. */
export function stepsOf(name: string): readonly Step[] {
  const steps = known.get(name) ?? read(name);
  known.set(name, steps);
  return steps;
}

const known = new Map<string, readonly Step[]>();

function read(name: string): Step[] {
  return [...name.matchAll(pattern)].map(({ groups = {} }): Step => {
    if (groups.value !== undefined) return { kind: "value", value: groups.value };
    if (groups.items !== undefined) return { kind: "items" };
    if (groups.tag !== undefined) return { kind: "tag", tag: groups.tag };
    return { kind: "field", name: groups.field ?? "" };
  });
}
