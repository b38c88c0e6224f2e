import { binaryValue } from "./binary.js";
import { unreadable } from "./placeholder.js";
import { type Entry, type Shape, shapeOf } from "./shapes.js";

/** Where a leaf stands: its name, the object that holds it, the name of that, and whether a name above made it secret. */
export type Place = { name?: string | undefined; owner?: unknown; ownerName?: string | undefined; secret: boolean };

/** An object on the way: what it holds, redacted where it is a leaf, and who holds it. */
export class Node {
  readonly entries: Entry[] = [];
  readonly parents: Node[] = [];
  changed: boolean;
  readonly copy: object;

  constructor(
    readonly source: object,
    readonly place: Place,
    readonly depth: number,
    readonly shape: Shape,
  ) {
    this.changed = shape.cut === true;
    this.copy = shape.shell();
  }

  /** What stands for the object in the end. */
  get result(): unknown {
    if (!this.changed) return this.source;
    return this.shape.shows ? resolve(this.entries[0]?.value) : this.copy;
  }
}

export const resolve = (value: unknown): unknown => (value instanceof Node ? value.result : value);

/** An object as a node; where it is not walked, what stands for it: its kind and size, or itself. */
export function open(source: object, place: Place, depth: number, maxItems: number): unknown {
  try {
    const bytes = binaryValue(source);
    if (bytes !== null) return bytes;
    return source instanceof Date ? source : new Node(source, place, depth, shapeOf(source, maxItems));
  } catch {
    return unreadable;
  }
}
