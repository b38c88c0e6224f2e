import { describe, expect, it } from "vitest";
import { CREDENTIAL_HEADERS } from "../../src/redact/detectors/credential-headers.js";
import { redact } from "../../src/redact/index.js";

const mail = "alice@example.com";

it("a header of credentials is known in texts as in values", () => {
  for (const name of CREDENTIAL_HEADERS) {
    const value = name.endsWith("cookie") ? "sid=hunter2-hunter2" : "hunter2-hunter2";
    expect(redact(`${name}: ${value}`)).not.toContain("hunter2");
    expect(redact({ [name]: value })).toEqual({ [name]: "[SECRET]" });
  }
});

it("a name tells of a value one level deeper", () => {
  expect(redact({ password: { value: "hunter2", hint: "a dog" }, size: { value: "hunter2" } })).toEqual({
    password: { value: "[SECRET]", hint: "a dog" },
    size: { value: "hunter2" },
  });
});

describe("redact, of texts", () => {
  it("puts placeholders in place of what is found", () => {
    expect(redact(`Write to ${mail} or call`)).toBe("Write to [EMAIL] or call");
  });

  it("changes nothing the second time", () => {
    const once = redact(`password: ${mail}, token=[EMAIL] Authorization: Bearer ${mail}`);
    expect(once).not.toContain("alice");
    expect(redact(once)).toBe(once);
  });

  it("shows nothing of a text that could not be read", () => {
    const recognisers = [
      {
        name: "broken",
        find: () => {
          throw new Error(mail);
        },
      },
    ];
    expect(redact("hello you", { recognisers })).toBe("[UNSCANNED 9 chars]");
    expect(redact("[UNSCANNED 9 chars]", { recognisers })).toBe("[UNSCANNED 9 chars]");
  });

  it("shows nothing of a text whose findings do not end", () => {
    const first = ({ index }: RegExpExecArray) => ({ start: index, end: index + 1 });
    const recognisers = [{ name: "more", find: (text: string) => [...text.matchAll(/x/g)].slice(0, 1).map(first) }];
    const text = "x".repeat(30);
    expect(redact(text, { recognisers })).toBe("[UNSCANNED 30 chars]");
  });

  it("cuts what is too long, never within a placeholder, and once", () => {
    const cut = redact(`1234567890 ${mail} and more`, { maxLength: 14 });
    expect(cut).toBe("1234567890 [TRUNCATED 16 chars]");
    expect(redact(cut, { maxLength: 14 })).toBe(cut);
  });

  it("does not split a pair of surrogates", () => {
    expect(redact("abc🙂def", { maxLength: 4 })).toBe("abc[TRUNCATED 5 chars]");
  });
});

describe("redact, of values", () => {
  it("returns the same reference where nothing is found", () => {
    const value = {
      a: [1, "x", { b: null, c: undefined }],
      d: new Map([["k", new Set(["v"])]]),
      e: new Date(0),
      f: /x/,
    };
    expect(redact(value)).toBe(value);
    const error = new Error("plain", { cause: new AggregateError([new Error("inner")]) });
    expect(redact(error)).toBe(error);
  });

  it("copies only what holds a finding, and leaves its argument as it was", () => {
    const value = Object.freeze({ clean: Object.freeze({ n: 1 }), list: Object.freeze(["x", mail]) });
    const redacted = redact(value);
    expect(redacted).toEqual({ clean: { n: 1 }, list: ["x", "[EMAIL]"] });
    expect(redacted.clean).toBe(value.clean);
    expect(value.list[1]).toBe(mail);
  });

  it("reads names of properties, and keeps two that become one", () => {
    expect(redact({ "bob@example.com": 1, "eve@example.com": 2 })).toEqual({ "[EMAIL]": 1, "[EMAIL] (2)": 2 });
  });

  it("sets a property named __proto__ as one", () => {
    const redacted = redact(JSON.parse(`{"__proto__":{"to":"${mail}"}}`));
    expect(Object.getPrototypeOf(redacted)).toBe(Object.prototype);
    expect(JSON.stringify(redacted)).toBe('{"__proto__":{"to":"[EMAIL]"}}');
  });

  it("reads maps, sets, headers, texts in objects and what toJSON gives", () => {
    class Person {
      readonly #mail = mail;
      toJSON() {
        return { to: this.#mail };
      }
    }
    expect(redact(new Map([[mail, new Set([mail])]]))).toEqual(new Map([["[EMAIL]", new Set(["[EMAIL]"])]]));
    expect(redact([new Headers({ from: mail })])).toEqual([[["from", "[EMAIL]"]]]);
    expect(redact([new String(mail), new Person(), new URL(`http://x.org/${mail}`)])).toEqual([
      "[EMAIL]",
      { to: "[EMAIL]" },
      "http://x.org/[EMAIL]",
    ]);
  });

  it("reads numbers that are long enough to be a card", () => {
    expect(redact({ n: 4111111111111111, b: 4111111111111111n, small: 12, part: 0.5 })).toEqual({
      n: "[CREDIT_CARD]",
      b: "[CREDIT_CARD]",
      small: 12,
      part: 0.5,
    });
  });

  it("keeps cycles, and what is held twice", () => {
    const shared = { to: mail };
    const value: Record<string, unknown> = { one: shared, two: shared };
    value.self = value;
    const redacted = redact(value);
    expect(redacted.self).toBe(redacted);
    expect(redacted.one).toBe(redacted.two);
    expect(redacted.one).toEqual({ to: "[EMAIL]" });
  });

  it("says what cannot be read", () => {
    const value = {
      get boom() {
        throw new Error(mail);
      },
      proxy: new Proxy(
        {},
        {
          ownKeys() {
            throw new Error(mail);
          },
        },
      ),
    };
    expect(redact(value)).toEqual({ boom: "[UNREADABLE]", proxy: "[UNREADABLE]" });
    expect(redact([Object.defineProperty({}, "boom", { get: () => value.boom, enumerable: true })])).toEqual([
      { boom: "[UNREADABLE]" },
    ]);
  });

  it("says so of a proxy under a name too", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(redact({ passwords: proxy, list: proxy })).toEqual({ passwords: "[UNREADABLE]", list: "[UNREADABLE]" });
  });

  it("does not stumble over what it asks an object besides", () => {
    const boom = {
      get(): never {
        throw new Error(mail);
      },
      enumerable: true,
    };
    const source = Object.defineProperties({ data: mail, value: mail }, { type: boom, media_type: boom, name: boom });
    expect(redact(source)).toMatchObject({ data: "[EMAIL]", value: "[EMAIL]", type: "[UNREADABLE]" });
    const list = new Proxy([1, 2], { get: (target, key) => (key === "0" ? boom.get() : Reflect.get(target, key)) });
    expect(redact({ list })).toEqual({ list: ["[UNREADABLE]", 2] });
  });

  it("reads the descriptions of symbols", () => {
    const symbol = Symbol("plain");
    expect(redact([symbol])[0]).toBe(symbol);
    expect(String(redact([Symbol(mail)])[0])).toBe("Symbol([EMAIL])");
  });

  it("ends for an object that makes new ones without end", () => {
    const endless = (): object => ({
      get next() {
        return endless();
      },
    });
    expect(() => redact(endless(), { maxDepth: 1000 })).not.toThrow();
  });

  it("reaches the bottom of 10,000 levels", () => {
    let value: unknown = { to: mail };
    for (let depth = 0; depth < 10_000; depth += 1) value = depth % 2 ? [value] : { value };
    let inner: unknown = redact(value);
    while (typeof inner === "object" && inner !== null && !("to" in inner)) inner = Object.values(inner)[0];
    expect(inner).toEqual({ to: "[EMAIL]" });
  });

  it("cuts what is too deep or too long, once", () => {
    const value = { list: [1, 2, 3, 4], a: { b: { c: mail } } };
    const limits = { maxDepth: 1, maxItems: 2 };
    const cut = redact(value, limits);
    expect(cut).toEqual({ list: [1, 2, "[TRUNCATED 2 items]"], a: { b: "[TOO DEEP]" } });
    expect(redact(cut, limits)).toBe(cut);
  });
});

describe("redact, of errors", () => {
  it("reads message, stack, cause, aggregated errors and own properties", () => {
    class Failure extends TypeError {
      readonly body = { to: mail };
    }
    const error = new Failure(`no ${mail}`, { cause: new AggregateError([new Error(mail)], mail) });
    const redacted = redact(error);
    expect(redacted).toBeInstanceOf(Failure);
    expect(redacted.message).toBe("no [EMAIL]");
    expect(redacted.stack).toContain("no [EMAIL]\n");
    expect(redacted.body).toEqual({ to: "[EMAIL]" });
    expect(redacted.cause).toBeInstanceOf(AggregateError);
    expect(redacted.cause).toMatchObject({ message: "[EMAIL]", errors: [{ message: "[EMAIL]" }] });
    expect(Object.keys(redacted)).toEqual(["body"]);
    expect(error.message).toContain(mail);
  });

  it("ends for an error that is its own cause", () => {
    const error = new Error(mail);
    error.cause = error;
    const redacted = redact(error);
    expect(redacted.cause).toBe(redacted);
  });
});

describe("redact, by names", () => {
  it.each(["password", "DB_PASSWORD", "clientSecret", "x-api-key", "Authorization", "set-cookie", "api_keys"])(
    "takes the value of %s for a secret whatever it looks like",
    (name) => {
      expect(redact({ [name]: "hunter two" })).toEqual({ [name]: "[SECRET]" });
      expect(redact(new Map([[name, "hunter two"]]))).toEqual(new Map([[name, "[SECRET]"]]));
      expect(redact([{ name, value: "hunter two" }])).toEqual([{ name, value: "[SECRET]" }]);
      expect(redact([[name, "hunter two"]])).toEqual([[name, "[SECRET]"]]);
    },
  );

  it("takes all texts in a list of secrets", () => {
    const shared = ["one", ["two"]];
    expect(redact({ names: shared, passwords: shared })).toEqual({
      names: ["one", ["two"]],
      passwords: ["[SECRET]", ["[SECRET]"]],
    });
  });

  it("takes a number for a code by its name", () => {
    expect(redact({ cvv: 123, pin: "0000", password: 12345 })).toEqual({
      cvv: "[SECRET]",
      pin: "[SECRET]",
      password: "[SECRET]",
    });
  });

  it.each(["max_tokens", "pageToken", "key", "passenger", "public_key"])("leaves the value of %s", (name) => {
    const value = { [name]: "hunter two" };
    expect(redact(value)).toBe(value);
  });

  it("does not take its own placeholders for names of secrets", () => {
    const value = [["[SECRET]", "plain"], { "[SECRET]": "plain", "[SECRET] (2)": ["plain"] }];
    expect(redact(value)).toBe(value);
    expect(redact({ "bob@example.com password": "hunter two" })).toEqual({ "[EMAIL] password": "[SECRET]" });
  });

  it.each([
    "[EMAIL]",
    "[EMAIL_ABCDEFGHIJKLMNOP]",
    "[UNSCANNED 9 chars]",
    "[TRUNCATED 9 chars]",
    "[TRUNCATED 9 items]",
    "[BINARY image/png 8 bytes]",
    "[UNREADABLE]",
    "[TOO DEEP]",
    "[HIDDEN]",
  ])("leaves %s, which redaction writes itself", (placeholder) => {
    const value = { password: placeholder, "x-api-key": `${placeholder}${placeholder}` };
    expect(redact(value)).toBe(value);
  });

  it("leaves schemas, placeholders and what is empty under such a name", () => {
    const value = { password: { type: "string", description: "A word" }, secret: "[EMAIL]", api_key: " ", token: null };
    expect(redact(value)).toBe(value);
  });
});

describe("redact, of JSON in texts", () => {
  it("reads it by its names, and writes it again", () => {
    const inner = JSON.stringify({ password: "hunter two", more: JSON.stringify({ pin: "1234", to: mail }) });
    const { input } = redact({ input: inner });
    const parsed = JSON.parse(input);
    expect(parsed.password).toBe("[SECRET]");
    expect(JSON.parse(parsed.more)).toEqual({ pin: "[SECRET]", to: "[EMAIL]" });
    expect(redact({ input })).toEqual({ input });
  });

  it("reads it as the value that it is: lists of secrets, binary content", () => {
    const { input } = redact({ input: JSON.stringify({ passwords: ["one"], encrypted_content: "gAAA" }) });
    expect(input).toBe('{"passwords":["[SECRET]"],"encrypted_content":"[BINARY encrypted 3 bytes]"}');
  });

  it("leaves it byte for byte where nothing is found", () => {
    const value = { input: ' { "a" : 1.0, "a" : 2 } ' };
    expect(redact(value)).toBe(value);
  });

  it("scans what is cut off", () => {
    expect(redact({ input: `{"to":"${mail}", "x` })).toEqual({ input: '{"to":"[EMAIL]", "x' });
  });
});

describe("redact, of binary content", () => {
  const data = "iVBORw0KGgo=";

  it("keeps kind and size only", () => {
    expect(redact({ source: { type: "base64", media_type: "image/png", data } })).toEqual({
      source: { type: "base64", media_type: "image/png", data: "[BINARY image/png 8 bytes]" },
    });
    expect(redact([{ type: "thinking", thinking: "hm", signature: "c2lnbmF0dXJl" }])).toEqual([
      { type: "thinking", thinking: "hm", signature: "[BINARY signature 9 bytes]" },
    ]);
    expect(redact({ image_url: `data:image/jpeg;base64,${data}` })).toEqual({
      image_url: "[BINARY image/jpeg 9 bytes]",
    });
    expect(redact({ type: "text", media_type: "text/plain", data: "My notes" }).data).toBe(
      "[BINARY text/plain 8 bytes]",
    );
    expect(redact({ encrypted_content: "gAAA" })).toEqual({ encrypted_content: "[BINARY encrypted 3 bytes]" });
    expect(redact([new Uint8Array(3), new Blob(["abcd"])])).toEqual([
      "[BINARY bytes 3 bytes]",
      "[BINARY bytes 4 bytes]",
    ]);
    expect(redact({ any: "QUJD".repeat(300) })).toEqual({ any: "[BINARY base64 900 bytes]" });
  });

  it("does not take a media type from where anybody may write", () => {
    const source = { type: "base64", media_type: "image/png; by Mallory", data };
    expect(redact(source).data).toBe("[BINARY data 8 bytes]");
  });

  it("leaves texts under the same names", () => {
    const value = { data: "hello", result: "done", signature: "f(a, b)" };
    expect(redact(value)).toBe(value);
  });
});
