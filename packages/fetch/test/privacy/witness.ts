import { afterAll, beforeAll } from "vitest";

const methods = ["log", "info", "warn", "error", "debug", "trace", "dir", "table", "group", "assert"] as const;
const streams = [process.stdout, process.stderr];

/** Everything that the process writes while a test file runs: console, standard output and error output. */
export class Witness {
  #written: string[] = [];
  readonly #restore: (() => void)[] = [];

  begin(): void {
    const note = (values: readonly unknown[]) => {
      this.#written.push(values.map((value) => (typeof value === "string" ? value : inspected(value))).join(" "));
    };
    for (const method of methods) this.#replace(console, method, (...values: unknown[]) => note(values));
    for (const stream of streams) {
      this.#replace(stream, "write", (chunk: unknown) => {
        note([chunk instanceof Uint8Array ? new TextDecoder().decode(chunk) : chunk]);
        return true;
      });
    }
  }

  #replace(owner: object, name: string, value: unknown): void {
    const before: unknown = Reflect.get(owner, name);
    Reflect.set(owner, name, value);
    this.#restore.push(() => Reflect.set(owner, name, before));
  }

  end(): void {
    for (const restore of this.#restore.splice(0)) restore();
  }

  /** What was written since the last time. */
  take(): string[] {
    return this.#written.splice(0);
  }
}

/** With everything that `JSON.stringify` leaves out of errors and the like. */
function inspected(value: unknown): string {
  if (!(value instanceof Error)) return JSON.stringify(value) ?? String(value);
  const own = Object.getOwnPropertyNames(value).map((name) => [name, Reflect.get(value, name)]);
  return own.map(([name, inner]) => `${name}: ${inspected(inner)}`).join("; ");
}

/** A witness for all tests of a file. */
export function watchOutput(): Witness {
  const witness = new Witness();
  beforeAll(() => witness.begin());
  afterAll(() => witness.end());
  return witness;
}
