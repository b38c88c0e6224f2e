import { capabilities } from "./check-capabilities.js";
import {
  type Check,
  type Checks,
  either,
  func,
  isObject,
  members,
  must,
  need,
  tableOf,
  text,
  unset,
} from "./checks.js";
import type { Upstream } from "./options.js";

/** An address of the web. Who is asked there is no part of it: `fetch` refuses such a one. */
export const address: Check = (value) => {
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return " must be an http: or https: URL, as a string";
  return url.username === "" && url.password === "" ? null : " holds a user or password; they belong into headers";
};

/** Source: RFC 9110, 5.6.2 token. */
const headerName = must(
  "be the name of a header",
  (value) => typeof value === "string" && /^[\w!#$%&'*+.^`|~-]+$/.test(value),
);

/** Source: RFC 9110, 5.5 field values; line breaks at the end, as of a file, are taken off by `Headers`. */
export const headerText = must(
  "be a text that a header can hold, without line breaks",
  (value) => typeof value === "string" && /^[\t\x20-\x7e\x80-\xff]*[\r\n]*$/.test(value),
);

export const key: Check = (value) => text(value) ?? headerText(value);

const isField = (field: unknown) =>
  Array.isArray(field) && headerName(field[0]) === null && headerText(field[1]) === null;

export const headerFields = must(
  "be headers, whose values are texts without line breaks",
  (value) =>
    isObject(value) &&
    (value instanceof Headers || Array.isArray(value) ? [...value] : Object.entries(value)).every(isField),
);

const table: Checks<keyof Upstream> = {
  baseURL: address,
  apiKey: key,
  authHeader: headerName,
  headers: headerFields,
  fetch: func,
  identity: text,
  families: either("a table of globs and model ids, or a function", func, tableOf(text)),
  capabilities,
};

/** Beside its other checks: a key that is there without a value is an environment variable that is not set. */
export const withKey =
  (check: Check): Check =>
  (value) =>
    isObject(value) && "apiKey" in value && value.apiKey === undefined ? `.apiKey${unset}` : check(value);

export const upstream = withKey(members(table));

/** Checks an upstream before the first request does. @throws TypeError naming the option. */
export function checkUpstream(given: Upstream): void {
  need("options.upstream", given, upstream);
}
