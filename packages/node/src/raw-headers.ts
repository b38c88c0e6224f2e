import type { HeaderReader } from "@transpond/fetch/adapter";

/** Headers as Node hands them out, name after value; nearly every request and answer does without real `Headers`. */
export class RawHeaders implements HeaderReader {
  readonly #values = new Map<string, string>();

  /** @param isLeftOut Which are as if they had not been sent, by their names in small letters. */
  constructor(raw: readonly string[], isLeftOut: (name: string) => boolean = () => false) {
    for (let at = 0; at < raw.length; at += 2) {
      const name = (raw[at] ?? "").toLowerCase();
      if (!isLeftOut(name)) this.#add(name, raw[at + 1] ?? "");
    }
  }

  /** @param name In small letters. */
  get(name: string): string | null {
    return this.#values.get(name) ?? null;
  }

  toHeaders(): Headers {
    return new Headers([...this.#values]);
  }

  #add(name: string, value: string): void {
    const before = this.#values.get(name);
    const separator = name === "cookie" ? "; " : ", ";
    this.#values.set(name, before === undefined ? value : before + separator + value);
  }
}
