import { contextOf, nameOfPair, uniqueNames } from "./names.js";
import { Node, open, type Place, resolve } from "./node.js";
import { tooDeep, truncated } from "./placeholder.js";
import { type Entry, readOwn } from "./shapes.js";

/** How leaves and names are redacted, and how far a walk goes. */
export type Walker = {
  leaf(value: unknown, place: Place): unknown;
  name(name: string): string;
  /** Whether all texts in a list of this name, or the `value` of an object, are secrets. */
  isSecretList(name: string): boolean;
  maxDepth: number;
  maxItems: number;
};

/** Objects that a walk visits; a getter may make new ones without end. */
const MAX_OBJECTS = 1_000_000;

/**
 * Redacts all that can be reached from a value, by a list of what is left to visit instead of recursion: depth does not
 * matter, and a value that holds itself is visited once. What did not change keeps its identity, what did is copied with
 * all that holds it; cycles stay cycles.
 */
export function walk(value: unknown, walker: Walker): unknown {
  const nodes: Node[] = [];
  // An array may be reached under the name of a secret and under another: each way is a visit of its own.
  const [seenPlain, seenSecret] = [new Map<object, Node>(), new Map<object, Node>()];

  const visit = (object: object, place: Place, depth: number): unknown => {
    const seen = place.secret ? seenSecret : seenPlain;
    const known = seen.get(object);
    if (known) return known;
    if (depth > walker.maxDepth) return tooDeep;
    if (nodes.length >= MAX_OBJECTS) return truncated(1, "items");
    const node = open(object, place, depth, walker.maxItems);
    if (node instanceof Node) {
      seen.set(object, node);
      nodes.push(node);
    }
    return node;
  };
  const child: Child = (inner, place, depth) =>
    typeof inner === "object" && inner !== null ? visit(inner, place, depth) : walker.leaf(inner, place);

  const root = child(value, { secret: false }, 0);
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (node) readEntries(node, walker, child);
  }
  spread(nodes);
  // Maps and sets last: they take what others hold by then.
  for (const node of nodes.toReversed()) if (node.changed) node.shape.fill(node.copy, node.entries.map(resolvedEntry));
  return resolve(root);
}

type Child = (value: unknown, place: Place, depth: number) => unknown;

const resolvedEntry = ({ key, value, hidden }: Entry): Entry => ({ key, value: resolve(value), hidden });

/** `{ value: "…" }`, as settings and forms have it: the name is that of the object. */
const holdsValue = (value: unknown) =>
  typeof value === "object" && value !== null && readOwn(value, "value") !== undefined;

function readEntries(node: Node, walker: Walker, child: Child): void {
  const { source, place, shape } = node;
  const list = isList(source);
  const pairName = nameOfPair(source);
  const names = shape.shows ? [] : namesOf(shape.entries, walker);
  for (const [index, entry] of shape.entries.entries()) {
    const own = names[index];
    const paired = pairName !== undefined && (entry.key === "value" || entry.key === 1);
    const given = paired ? walker.name(pairName) : own;
    const name = given === undefined ? (list || shape.shows ? place.name : undefined) : contextOf(given);
    const holds = isList(entry.value) || holdsValue(entry.value);
    const secret =
      (place.secret && (list || entry.key === "value")) || (name !== undefined && holds && walker.isSecretList(name));
    const value = child(entry.value, { owner: source, secret, name, ownerName: place.name }, node.depth + 1);
    if (value instanceof Node) value.parents.push(node);
    else if (entry.lost || !Object.is(value, entry.value)) node.changed = true;
    const key = own ?? entry.key;
    if (key !== entry.key) node.changed = true;
    node.entries.push({ key, value, hidden: entry.hidden });
  }
}

/** The names of entries as they will stand, so that the second time nothing differs; `undefined` for what has no name. */
function namesOf(entries: readonly Entry[], walker: Walker): readonly (string | undefined)[] {
  const names = entries.map(({ key }) => (typeof key === "string" ? walker.name(key) : undefined));
  // Names that did not change are unlike each other as they are.
  return names.every((name, index) => name === undefined || name === entries[index]?.key) ? names : uniqueNames(names);
}

/** Whether a value is a list; a proxy that does not say is none. */
function isList(value: unknown): boolean {
  try {
    return Array.isArray(value) || value instanceof Set;
  } catch {
    return false;
  }
}

/** Whoever holds what changed changes too. */
function spread(nodes: readonly Node[]): void {
  const changed = nodes.filter((node) => node.changed);
  for (let node = changed.pop(); node; node = changed.pop()) {
    for (const parent of node.parents) {
      if (parent.changed) continue;
      parent.changed = true;
      changed.push(parent);
    }
  }
}
