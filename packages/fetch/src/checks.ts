/** What is wrong with an option's value, as what follows its name in a sentence; null where nothing is. */
export type Check = (value: unknown) => string | null;

export type Checks<Name extends string> = Readonly<Record<Name, Check>>;

/** @throws TypeError naming the option. */
export function need(name: string, value: unknown, check: Check): void {
  const complaint = check(value);
  if (complaint !== null) throw new TypeError(`${name}${complaint}.`);
}

export const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

export const must =
  (words: string, holds: (value: unknown) => boolean): Check =>
  (value) =>
    holds(value) ? null : ` must ${words}`;

export const be = (words: string, holds: (value: unknown) => boolean): Check => must(`be ${words}`, holds);

export const either = (words: string, ...checks: readonly Check[]): Check =>
  be(words, (value) => checks.some((check) => check(value) === null));

const quoted = (allowed: readonly unknown[]) => allowed.map((one) => JSON.stringify(one)).join(", ");

export const oneOf = (...allowed: readonly unknown[]): Check =>
  be(`one of ${quoted(allowed)}`, (value) => allowed.includes(value));

export const listOf = (...allowed: readonly unknown[]): Check =>
  be(`a list of ${quoted(allowed)}`, (value) => Array.isArray(value) && value.every((one) => allowed.includes(one)));

export const flag = be("true or false", (value) => typeof value === "boolean");
export const func = be("a function", (value) => typeof value === "function");
export const string = be("a string", (value) => typeof value === "string");
export const amount = be("a number, 0 or greater", (value) => typeof value === "number" && value >= 0);
export const share = be("a number from 0 to 1", (value) => typeof value === "number" && value >= 0 && value <= 1);

/** Texts come from the environment, most of them. */
export const unset = " is empty; is an environment variable not set?";

/** A string that is not empty. */
export const text: Check = (value) => (typeof value === "string" && value.trim() === "" ? unset : string(value));

/** A record of anything to what one check takes. */
export const tableOf = (check: Check): Check =>
  be(
    "a table",
    (value) => isObject(value) && !Array.isArray(value) && Object.values(value).every((one) => check(one) === null),
  );

/** An object whose members are what the tables say, where they are there; others are not looked at. */
export function members(optional: Checks<string>, required: Checks<string> = {}): Check {
  const table = Object.entries({ ...required, ...optional });
  return (value) => {
    if (!isObject(value)) return " must be an object";
    for (const [name, check] of table) {
      const member: unknown = Reflect.get(value, name);
      if (member === undefined && !Object.hasOwn(required, name)) continue;
      const complaint = member === undefined ? " is missing" : check(member);
      if (complaint !== null) return `.${name}${complaint}`;
    }
    return null;
  };
}

/** The same, where a name that the table does not have is a slip. */
export const onlyMembers =
  (table: Checks<string>): Check =>
  (value) => {
    const slip = isObject(value) && Object.keys(value).find((name) => !Object.hasOwn(table, name));
    return slip ? `.${slip} is not known; it may be ${Object.keys(table).join(", ")}` : members(table)(value);
  };
