/** Check digits of national ids: each takes the signs in capitals without separators. Places count from the left. */

const digitAt = (signs: string, place: number) => signs.charCodeAt(place) - 48;

/** `0` to `9` as they are, `A` to `Z` as 10 to 35. */
const valueAt = (signs: string, place: number) => {
  const code = signs.charCodeAt(place);
  return code < 58 ? code - 48 : code - 55;
};

/** The sum of the signs, letters as 10 to 35, each by the weight of its place. */
export function weighted(signs: string, weights: readonly number[]): number {
  let sum = 0;
  for (let place = 0; place < weights.length; place++) sum += valueAt(signs, place) * (weights[place] ?? 0);
  return sum;
}

const numbersOf = (weights: string) => weights.split(" ").map(Number);

/** The weighted sum is a multiple of `modulus`. */
export function sumsTo(weights: string, modulus: number): (signs: string) => boolean {
  const numbers = numbersOf(weights);
  return (signs) => weighted(signs, numbers) % modulus === 0;
}

/** The digit behind the weighted ones is what is missing to a multiple of `modulus`; ten and eleven stand for zero. */
export function complementOf(weights: string, modulus: number): (signs: string) => boolean {
  const numbers = numbersOf(weights);
  return (signs) =>
    ((modulus - (weighted(signs, numbers) % modulus)) % modulus) % 10 === digitAt(signs, numbers.length);
}

/** The digit behind the weighted ones is what is left of their sum by `modulus`; ten stands for zero. */
export function remainderOf(weights: string, modulus: number): (signs: string) => boolean {
  const numbers = numbersOf(weights);
  return (signs) => (weighted(signs, numbers) % modulus) % 10 === digitAt(signs, numbers.length);
}

/** The sign behind the weighted ones stands in `signsByRest` at what is left of their sum. */
export function letterOf(weights: string, signsByRest: string): (signs: string) => boolean {
  const numbers = numbersOf(weights);
  return (signs) => signsByRest.charAt(weighted(signs, numbers) % signsByRest.length) === signs.charAt(numbers.length);
}

/** ISO/IEC 7812-1, annex B; letters count with both digits of their value. */
export function luhn(signs: string): boolean {
  let sum = 0;
  let double = false;
  for (let place = signs.length - 1; place >= 0; place--) {
    const digit = digitAt(signs, place);
    sum += double ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
    double = !double;
  }
  return sum % 10 === 0;
}

/** The check of Luhn over what stands before and the signs from a place on. */
export const luhnWith =
  (before: string, from = 0) =>
  (signs: string) =>
    luhn(before + signs.slice(from));

const TIMES = [
  "0123456789",
  "1234067895",
  "2340178956",
  "3401289567",
  "4012395678",
  "5987604321",
  "6598710432",
  "7659821043",
  "8765932104",
  "9876543210",
].join("");
const TURNS = [
  "0123456789",
  "1576283094",
  "5803796142",
  "8916043527",
  "9453126870",
  "4286573901",
  "2793806415",
  "7046913258",
].join("");

/** Verhoeff's check: multiplication in the dihedral group of order ten, and permutations by place. */
export function verhoeff(signs: string): boolean {
  let check = 0;
  for (let place = 0; place < signs.length; place++) {
    const digit = digitAt(signs, signs.length - 1 - place);
    const turned = digitAt(TURNS, (place % 8) * 10 + digit);
    check = digitAt(TIMES, check * 10 + turned);
  }
  return check === 0;
}

/** ISO/IEC 7064, MOD 11,10. */
export function mod1110(signs: string): boolean {
  let product = 10;
  for (let place = 0; place < signs.length - 1; place++) {
    const sum = (digitAt(signs, place) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === digitAt(signs, signs.length - 1);
}

/** What is left of the number by 97. */
function rest97(digits: string): number {
  let rest = 0;
  for (let place = 0; place < digits.length; place++) rest = (rest * 10 + digitAt(digits, place)) % 97;
  return rest;
}

/** The last two digits are what is missing to 97. */
export const missing97 = (digits: string) => 97 - rest97(digits.slice(0, -2)) === Number(digits.slice(-2));

/** The last two digits are what is left by 97; where nothing is left, 97. */
export const left97 = (digits: string) => (rest97(digits.slice(0, -2)) || 97) === Number(digits.slice(-2));

/** A month and a day, also with what is added to them for the sex, the century or a foreigner. */
export const isMonthAndDay = (month: number, day: number) => month >= 1 && month <= 12 && day >= 1 && day <= 31;

/** YYMMDD from a place on; what some countries add to the month or the day is taken off first. */
export function hasDate(from: number, addedToMonth = 0, addedToDay = 0): (signs: string) => boolean {
  return (signs) => {
    const month = Number(signs.slice(from + 2, from + 4));
    const day = Number(signs.slice(from + 4, from + 6));
    const monthIsRight = addedToMonth > 0 ? month % addedToMonth : month;
    return isMonthAndDay(monthIsRight, addedToDay > 0 && day > addedToDay ? day - addedToDay : day);
  };
}

/** DDMMYY from a place on. */
export const hasDayFirst =
  (from: number, addedToDay = 0) =>
  (signs: string): boolean => {
    const day = Number(signs.slice(from, from + 2));
    return isMonthAndDay(Number(signs.slice(from + 2, from + 4)), day > addedToDay ? day - addedToDay : day);
  };

export const all =
  (...checks: readonly ((signs: string) => boolean)[]) =>
  (signs: string): boolean =>
    checks.every((check) => check(signs));

export const any =
  (...checks: readonly ((signs: string) => boolean)[]) =>
  (signs: string): boolean =>
    checks.some((check) => check(signs));

/** A check over some of the signs only. */
export const part =
  (from: number, to: number | undefined, check: (signs: string) => boolean) =>
  (signs: string): boolean =>
    check(signs.slice(from, to));
