import { isDeepStrictEqual, types } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact } from "../../src/redact/index.js";
import { propertyOptions } from "../support/property-options.js";

const mail = "alice@example.com";
const leaf = fc.oneof(
  fc.constantFrom(
    mail,
    `password: ${mail}`,
    "hunter2",
    "[EMAIL]",
    "\ud83d",
    "data:text/plain;base64,QUJD",
    4111111111111111n,
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
);
/** Values of all kinds that the language has by itself. */
const anything = fc.anything({
  key: fc.oneof(
    fc.constantFrom("password", "data", "type", "name", "value", "__proto__", mail),
    fc.string({ maxLength: 4 }),
  ),
  values: [leaf, fc.double(), fc.boolean(), fc.constantFrom(null, undefined), fc.bigInt()],
  withDate: true,
  withMap: true,
  withSet: true,
  withObjectString: true,
  withNullPrototype: true,
  withSparseArray: true,
  withTypedArray: true,
  maxDepth: 4,
});

class Person {
  readonly #secret = mail;
  constructor(readonly inner: unknown) {}
  get said() {
    return this.#secret;
  }
  shout() {
    return this.#secret.toUpperCase();
  }
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
const throwing = (): never => {
  throw new Error(mail);
};
function cycle(inner: unknown): unknown {
  const value: Record<string, unknown> = { inner };
  value.list = [value, new Map([[value, value]]), new Set([value])];
  return value;
}
function deep(inner: unknown): unknown {
  let value = inner;
  for (let depth = 0; depth < 10_000; depth += 1) value = depth % 2 ? [value] : { value };
  return value;
}

/** What may be around a value, and stand in the way. */
const holders: readonly ((inner: unknown) => unknown)[] = [
  cycle,
  deep,
  (inner) => [inner, revoked(), new Proxy({}, { ownKeys: throwing }), new Proxy({}, { getPrototypeOf: throwing })],
  (inner) => Object.defineProperty({ inner }, "boom", { get: throwing, enumerable: true }),
  (inner) => ({ inner, toJSON: throwing }),
  (inner) => [
    inner,
    {
      [Symbol.iterator]: throwing,
      get [Symbol.toStringTag]() {
        return throwing();
      },
    },
  ],
  (inner) => new Person(inner),
  (inner) => Object.assign(Object.create(null), { inner }),
  (inner) => ({ [Symbol(mail)]: inner, symbol: Symbol(mail) }),
  (inner) => Object.assign(new Array<unknown>(4), { 1: inner, 3: "x" }),
  (inner) => new Map<unknown, unknown>([[{ key: inner }, inner]]),
  (inner) => new Set([inner]),
  (inner) => [
    inner,
    new Headers({ from: mail, cookie: "a=b" }),
    new URLSearchParams({ to: mail }),
    new URL(`x:${mail}`),
  ],
  (inner) => new Error(mail, { cause: new TypeError("x", { cause: inner }) }),
  (inner) => new AggregateError([inner, new Error(mail)], mail),
  (inner) => [
    inner,
    new Date(Number.NaN),
    new String(mail),
    new Number(1),
    () => mail,
    new WeakMap(),
    new ArrayBuffer(8),
  ],
  (inner) => [inner, Promise.resolve(mail), new DataView(new ArrayBuffer(2)), /alice@example\.com/],
];
/** Apart from each other, since not every value can be printed where a property fails. */
const hostile = fc.tuple(anything, fc.array(fc.constantFrom(...holders), { maxLength: 3 }));

/** Freezes all that can be reached; what can't be frozen stays. */
function freeze(root: unknown): void {
  const seen = new Set<unknown>();
  const left = [root];
  while (left.length > 0) {
    const value = left.pop();
    if (
      typeof value !== "object" ||
      value === null ||
      seen.has(value) ||
      ArrayBuffer.isView(value) ||
      types.isProxy(value)
    )
      continue;
    seen.add(value);
    if (value instanceof Map) left.push(...value.keys(), ...value.values());
    if (value instanceof Set) left.push(...value);
    for (const descriptor of Object.values(Object.getOwnPropertyDescriptors(value))) left.push(descriptor.value);
    Object.freeze(value);
  }
}

describe("redaction of values of all kinds", () => {
  it("never throws, not even at what is frozen", () => {
    fc.assert(
      fc.property(hostile, ([inner, around]) => {
        const value = around.reduce<unknown>((held, hold) => hold(held), inner);
        freeze(value);
        expect(() => redact(value)).not.toThrow();
      }),
      propertyOptions,
    );
  });

  it("leaves a value as it was, to its last property", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const before = structuredClone(value);
        redact(value);
        // By Node's own comparison: the descriptor of a getter would be read.
        expect(isDeepStrictEqual(structuredClone(value), before)).toBe(true);
      }),
      propertyOptions,
    );
  });

  it("gives the very same value the second time", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const once = redact(value);
        expect(redact(once)).toBe(once);
      }),
      propertyOptions,
    );
  });

  it("gives the very same value where there is nothing to find", () => {
    const plain = fc.constantFrom("plain", "two words", "", "é", "\ud83d", 'say "no"\n', "100 %", "C:\\new\\dir");
    const clean = fc.anything({
      key: fc.constantFrom("a", "note", "list", "content"),
      values: [plain, fc.double(), fc.boolean(), fc.integer({ max: 99_999 }), fc.constant(null)],
      withMap: true,
      withSet: true,
      withDate: true,
      withSparseArray: true,
      withNullPrototype: true,
    });
    fc.assert(
      fc.property(
        clean,
        fc.constantFrom(cycle, deep, (inner: unknown) => [inner]),
        (value, hold) => {
          const held = hold(value);
          expect(redact(held)).toBe(held);
        },
      ),
      propertyOptions,
    );
  });
});
