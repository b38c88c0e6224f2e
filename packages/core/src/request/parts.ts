import type { InputPart } from "../openai/request.js";

/** Content parts in the making, each with the path of the block that it comes from. */
export class Parts {
  readonly parts: InputPart[] = [];
  readonly paths: string[] = [];

  add(part: InputPart, path: string): void {
    this.parts.push(part);
    this.paths.push(path);
  }

  text(text: string, path: string): void {
    this.add({ type: "input_text", text }, path);
  }
}
