import type { InputItem } from "../openai/request.js";

/** Where an item comes from: one block, or one path for each of its content parts. */
export type ItemPath = string | string[];

/** An input item with its path. */
export type PlacedItem = { item: InputItem; path: ItemPath };

/** The input in the making, and the path map by which upstream errors name the client's own blocks. */
export class InputItems {
  readonly items: InputItem[] = [];
  readonly paths: ItemPath[] = [];

  add({ item, path }: PlacedItem): void {
    this.items.push(item);
    this.paths.push(path);
  }

  /** Takes the items from an index on away. @returns what was taken */
  truncate(length: number): PlacedItem[] {
    const paths = this.paths.splice(length);
    return this.items.splice(length).map((item, index) => ({ item, path: paths[index] ?? "" }));
  }
}
