/** Makes one value of a kind that should never be shown; `random` gives numbers from 0 up to below 1. */
type Make = (random: () => number) => string;

/** Letters that stand in no word of an entry, next to each other. */
const letters = "qxzjkvwy";
const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const from = (alphabet: string, length: number): Make => {
  return (random) => Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join("");
};
const word = from(letters, 24);
const digits = (length: number) => from("0123456789", length);
const base64url = (text: string) => Buffer.from(text).toString("base64url");

/** The digit that makes a card's number valid (ISO/IEC 7812-1, annex B). */
function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** A German account with its check digits (ISO 13616). */
function iban(account: string): string {
  // DE as digits, and 00 in place of the check.
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, "0")}${account}`;
}

/** What a detector has to know, by kind. */
export const detectable: Readonly<Record<string, Make>> = {
  email: (random) => `${from(letters, 7)(random)}.${from(letters, 6)(random)}@${from(letters, 8)(random)}.com`,
  phone: (random) => `+4179${digits(7)(random)}`,
  card: (random) => withCheckDigit(`4${digits(14)(random)}`),
  iban: (random) => iban(digits(18)(random)),
  ip: (random) => `185.${Array.from({ length: 3 }, () => 101 + Math.floor(random() * 150)).join(".")}`,
  github: (random) => `ghp_${from(alphanumeric, 36)(random)}`,
  openai: (random) => `sk-proj-${from(alphanumeric, 48)(random)}`,
  aws: (random) => `AKIA${from("QXZJKVWY234567", 16)(random)}`,
  jwt: (random) =>
    [
      base64url('{"alg":"HS256","typ":"JWT"}'),
      base64url(JSON.stringify({ sub: word(random) })),
      from(alphanumeric, 43)(random),
    ].join("."),
};

/** What no detector has to know. */
export const plain: Readonly<Record<string, Make>> = {
  word,
  hex: from("0123456789abcdef", 32),
};
