/**
 * How much a key's name says about its value. `strong`: any literal value is a secret. `weak`: a value that looks random
 * is one, since such keys name harmless things too (`token` of a tokeniser, `key` of a map).
 */
export type KeyStrength = "strong" | "weak";

const TAIL = 3;

/** Endings of names that say secret, compared in lower case without separators. */
const STRONG = [
  "password",
  "passwd",
  "passwort",
  "kennwort",
  "senha",
  "contrasena",
  "motdepasse",
  "passphrase",
  "passcode",
  "pwd",
  "apikey",
  "apisecret",
  "appsecret",
  "secretkey",
  "privatekey",
  "accesskey",
  "secretaccesskey",
  "clientsecret",
  "authtoken",
  "accesstoken",
  "refreshtoken",
  "bearertoken",
  "apitoken",
  "sessiontoken",
  "encryptionkey",
  "signingkey",
  "masterkey",
  "accountkey",
  "sharedaccesskey",
  "consumersecret",
  "webhooksecret",
  "tokensecret",
  "authkey",
  "credential",
  "credentials",
  "secret",
  "signingsecret",
  "secretkeybase",
  "licensekey",
  "subscriptionkey",
  "sastoken",
  "deploykey",
];

/** Endings that need a value that looks random. */
const WEAK = [
  "token",
  "key",
  "auth",
  "apiid",
  "accessid",
  "clientid",
  "applicationid",
  "keyid",
  "secretid",
  "roleid",
  "login",
  "credential",
  "creds",
  "cred",
  "session",
  "sessionid",
  "sid",
  "cookie",
  "jwt",
  "pat",
  "oauth",
  "bearer",
  "dsn",
  "salt",
  "connectionstring",
  "access",
  "code",
  "api",
  "secrets",
  "tokens",
  "keys",
];

/** Whole last words that say secret; as endings of longer words they would not (`bypass`). */
const STRONG_WORDS = new Set(["pass", "psw", "pw", "pin", "secret"]);

/** Endings that look like the above and name something harmless: places in lists, kinds of keys, counts. */
const HARMLESS = [
  "publickey primarykey foreignkey cachekey sortkey partitionkey hashkey rangekey objectkey idempotencykey lookupkey",
  "mapkey hostkey groupkey rowkey routingkey publishablekey keyid pagetoken nexttoken prevtoken continuationtoken",
  "synctoken cursortoken maxtokens inputtokens outputtokens totaltokens counttokens statuscode errorcode zipcode",
  "postcode countrycode langcode sourcecode exitcode decode encode opcode barcode unicode charcode keycode",
].flatMap((line) => line.split(" "));

/** Names of parameters that sign a URL: who has it has what it opens. Compared in lower case. */
const QUERY_NAMES = new Set(["sig", "signature", "x-amz-signature", "x-goog-signature", "x-oss-signature"]);

/** Whether a name in a URL's query is that of its signature. */
export const signsQuery = (name: string): boolean => QUERY_NAMES.has(name.toLowerCase());

/** Resources that payment processors call tokens: their UUIDs are identifiers. */
const RESOURCE = /(?:account|card|user|customer|merchant|event|transaction|business|payment)_?token$/i;

/** Whether a UUID under this name identifies a resource and opens nothing. */
export const namesResource = (name: string): boolean => RESOURCE.test(name);

/** What follows the name proper: places of use, forms, and numbers. */
const SUFFIXES =
  "old new prod production dev test live staging value plain text plaintext string base64 b64 hex env".split(" ");
const SUFFIX = new RegExp(`(?:_?(?:\\d{1,3}|${SUFFIXES.join("|")}))$`, "i");

/** Credentials of gem sources in Bundler's settings: `BUNDLE_` and the host, dots written as `__`. */
const BUNDLER = /^BUNDLE_[A-Z0-9_]{1,48}__[A-Z]{2,8}$/;

/** What a key's name says of its value, or `null`. `name`: at most 64 characters, as written. */
export function keyStrength(name: string): KeyStrength | null {
  if (foreignStart(name, name.length) !== -1) return "strong";
  if (!mayTell(name, name.length)) return null;
  if (name.startsWith("BUNDLE_") && BUNDLER.test(name)) return "strong";
  const judged = judge(name);
  if (judged !== undefined) return judged;
  const trimmed = name.replace(SUFFIX, "");
  return trimmed === name ? null : (judge(trimmed) ?? null);
}

/** Endings in scripts or with letters outside of ASCII, in lower case; the others stand among the strong ones. */
const FOREIGN = ["contraseña", "пароль", "密码", "密碼", "パスワード", "비밀번호", "كلمة المرور", "סיסמה"];
const FOREIGN_LIMIT = 11;

/** The start of a name outside of ASCII that says secret and ends before `end`, or -1. */
export function foreignStart(text: string, end: number): number {
  if (!(text.charCodeAt(end - 1) >= 0x80 || text.charCodeAt(end - 2) >= 0x80)) return -1;
  const before = text.slice(Math.max(0, end - FOREIGN_LIMIT), end).toLowerCase();
  const found = FOREIGN.find((ending) => before.endsWith(ending));
  return found === undefined ? -1 : end - found.length;
}

/** What endings say, by their last three letters, longest first; `null`: harmless. */
const ENDINGS: ReadonlyMap<string, readonly (readonly [ending: string, strength: KeyStrength | null])[]> = (() => {
  const said = new Map<string, KeyStrength | null>();
  for (const ending of WEAK) said.set(ending, "weak");
  for (const ending of STRONG) said.set(ending, "strong");
  for (const ending of HARMLESS) said.set(ending, null);
  const tails = new Map<string, [string, KeyStrength | null][]>();
  for (const entry of [...said].sort((a, b) => b[0].length - a[0].length)) {
    const tail = entry[0].slice(-TAIL);
    tails.set(tail, [...(tails.get(tail) ?? []), entry]);
  }
  return tails;
})();

/** What a name's ending says; `undefined` where it says nothing, `null` where it says that the value is harmless. */
function judge(name: string): KeyStrength | null | undefined {
  const letters = name.replace(/[^A-Za-z]/g, "").toLowerCase();
  const found = ENDINGS.get(letters.slice(-TAIL))?.find(([ending]) => letters.endsWith(ending))?.[1];
  if (found === null || found === "strong") return found;
  return STRONG_WORDS.has(lastWord(name)) ? "strong" : found;
}

/** The last word of `db_pass`, `dbPass`, `db.PASS`, in lower case. */
const lastWord = (name: string): string => (LAST_WORD.exec(name.slice(-16))?.[0] ?? "").toLowerCase();

const LAST_WORD = /(?:[A-Z][a-z]{1,16}|(?<![A-Za-z])[a-z]{1,16}|(?<![A-Z])[A-Z]{1,16})$/;

const A = 0x61;
const LETTERS = 26;
const ALPHABET = "abcdefghijklmnopqrstuvwxyz";

/** By its last three letters, whether a name may say anything. */
const TELLING: Uint8Array = (() => {
  const telling = new Uint8Array(LETTERS ** 3);
  // `value` and `content` are attributes beside a name, `char` and `str` types behind one.
  for (const ending of [...STRONG, ...WEAK, ...STRONG_WORDS, ...SUFFIXES, "content", "char", "str", ...QUERY_NAMES]) {
    const [third = "", second = "", first = ""] = ending
      .replace(/[^a-z]/g, "")
      .slice(-3)
      .padStart(3);
    for (const one of third === " " ? ALPHABET : third) {
      for (const two of second === " " ? ALPHABET : second) telling[placeOf(one, two, first)] = 1;
    }
  }
  return telling;
})();

function placeOf(...letters: readonly string[]): number {
  return letters.reduce((place, letter) => place * LETTERS + letter.charCodeAt(0) - A, 0);
}

/**
 * Whether the name that ends before `end` may say anything of its value, by its last letters: most do not. Names in
 * capitals always may.
 */
export function mayTell(text: string, end: number): boolean {
  let place = 0;
  let weight = 1;
  for (let at = end - 1; weight < LETTERS ** 3; at -= 1) {
    const code = text.charCodeAt(at);
    const letter = (code | 0x20) - A;
    if (letter >= 0 && letter < LETTERS) {
      if (weight === 1 && code < A) return true;
      place += letter * weight;
      weight *= LETTERS;
    } else if (!isBetweenLetters(code)) break;
    else if (end - at > REACH) return true;
  }
  return weight > LETTERS && TELLING[place] === 1;
}

const REACH = 16;

/** Digits, `_`, `-` and `.`: what does not count between the letters of a name. */
const isBetweenLetters = (code: number) =>
  code === 0x5f || code === 0x2d || code === 0x2e || (code >= 0x30 && code <= 0x39);
