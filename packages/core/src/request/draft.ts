import type { InputItem } from "../openai/request.js";
import type { ItemPath } from "./input-items.js";

/** What an assistant block becomes, before the message is whole: a text's phase depends on what follows it. */
export type Draft =
  | { kind: "text"; text: string; path: string; phase: string | undefined }
  /** A text in place of an item of another kind, such as the call of another server; `open`: a call without its result. */
  | { kind: "flattened"; text: string; path: string; open: boolean }
  /** An item that is not sent: what the client sent of it is empty. */
  | { kind: "gone" }
  | { kind: "summary"; item: InputItem; path: string }
  | { kind: "item"; item: InputItem; path: ItemPath };
