import type { Detector } from "../detector.js";
import { isDigitAt, isLetterAt, isWord, isWordAt } from "../detectors/chars.js";
import { isBare, vocabularyOf, wordsOf, wordsTest } from "./context.js";
import type { NationalId } from "./id.js";

/** The longest id has 18 signs (China's), the most groups are seven (France's); letters that lead are six (Italy's). */
const MOST_SIGNS = 18;
const MOST_GROUPS = 7;
const MOST_LEADING = 6;
const LONGEST_GROUP = 15;

/** Words that are typed on to an id without a blank: `is030594W903B`. */
const GLUED = /^(?:is|id|no|nr|ist|es|pan|nie|dni|uen|nif)$/i;

type Kind = NationalId & { readonly speaks: (words: string) => boolean };
/** Ids by form and groups as one number, so that most numbers of a text are dismissed by one look. */
type Index = {
  readonly forms: ReadonlySet<number>;
  readonly kinds: ReadonlyMap<number, readonly Kind[]>;
  readonly mayKnow: (text: string, start: number, end: number) => boolean;
};

/** Makes one detector of the rows of a table: however many they are, a text is read once. */
export function detectorOf(ids: readonly NationalId[]): Detector {
  const index = indexOf(ids);
  return {
    name: "national-ids",
    anchors: "0123456789",
    precedes: (next) => isWord(next) || (next !== "" && " (-./:".includes(next)),
    find(text, at, found) {
      if (isDigitAt(text, at - 1)) return;
      const start = tokenStart(text, at);
      if (start === -1) return;
      readFrom(text, start, index, found);
      if (start === at) {
        const earlier = letterGroupBefore(text, at);
        if (earlier !== -1) readFrom(text, earlier, index, found);
      } else if (GLUED.test(text.slice(start, at))) readFrom(text, at, index, found);
    },
  };
}

/** Where the word of a digit begins: at its letters. -1 where an earlier digit of the word has been called for already. */
function tokenStart(text: string, at: number): number {
  let start = at;
  while (isLetterAt(text, start - 1)) {
    start--;
    if (at - start > MOST_LEADING) return -1;
  }
  // The letter of an escape such as `\n` belongs to no word.
  if (start < at && text.charCodeAt(start - 1) === 92) start++;
  if (isWordAt(text, start - 1)) return -1;
  const before = text.charAt(start - 1);
  if (before === "+" || before === "$" || before === "€" || before === "£") return -1;
  if ((before === "-" || before === "." || before === "/" || before === ":") && isDigitAt(text, start - 2)) return -1;
  return start;
}

/** The start of a group of two to four letters before a group of digits, `AB 123`, or -1. */
function letterGroupBefore(text: string, at: number): number {
  const separator = text.charCodeAt(at - 1);
  if (separator !== 32 && separator !== 45) return -1;
  let start = at - 1;
  while (at - start < 6 && isLetterAt(text, start - 1)) start--;
  const length = at - 1 - start;
  return length > 0 && length < 5 && !isWordAt(text, start - 1) ? start : -1;
}

function isSeparatorAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 40 || (code >= 45 && code <= 47) || code === 58 || code === 95;
}

/** Reads groups of letters and digits, and looks behind each whether what was read so far is an id. */
function readFrom(text: string, start: number, index: Index, found: Parameters<Detector["find"]>[2]): void {
  let at = start;
  let form = 1;
  let signs = 0;
  let groups = 0;
  for (let group = 0; group < MOST_GROUPS; group++) {
    const from = at;
    while (signs <= MOST_SIGNS) {
      if (isDigitAt(text, at)) form *= 2;
      else if (isLetterAt(text, at)) form = form * 2 + 1;
      else break;
      signs++;
      at++;
    }
    if (at === from || signs > MOST_SIGNS) return;
    groups = groups * 16 + Math.min(at - from, LONGEST_GROUP);
    if (index.forms.has(form)) {
      const known = index.kinds.get(keyOf(form, group === 0 ? 0 : groups));
      if (known && endsAt(text, at)) judge(text, start, at, known, group > 0, index.mayKnow, found);
    }
    if (!isSeparatorAt(text, at)) return;
    at++;
  }
}

/** Nothing that makes the id longer follows. */
function endsAt(text: string, end: number): boolean {
  if (isWordAt(text, end)) return false;
  const next = text.charAt(end);
  return !((next === "-" || next === "." || next === "/" || next === ":") && isDigitAt(text, end + 1));
}

function judge(
  text: string,
  start: number,
  end: number,
  kinds: readonly Kind[],
  isGrouped: boolean,
  mayKnow: Index["mayKnow"],
  found: Parameters<Detector["find"]>[2],
): void {
  const written = text.slice(start, end);
  if (NETWORK_ADDRESS.test(written) || TELEPHONE_BEFORE.test(text.slice(Math.max(0, start - 16), start))) return;
  const signs = written.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
  // Issuers write capitals; small letters and digits in a row are a hash more often.
  const isWrittenWell = !/[a-z]/.test(written);
  const isSingle = isBare(text, start, end);
  let words: string | undefined;
  for (const { pattern, check, when, speaks } of kinds) {
    let isTaken = isWrittenWell && (when === "always" || (when === "grouped" && isGrouped));
    isTaken ||= isSingle && when !== "word";
    if (!isTaken) {
      words ??= mayKnow(text, start, end) ? wordsOf(text, start, end) : "";
      isTaken = words !== "" && speaks(words);
    }
    if (isTaken && pattern?.test(signs) !== false && check?.(signs) !== false) {
      return found(start, end, "NATIONAL_ID");
    }
  }
}

const NETWORK_ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** `+55 11 ` and `+996 `: what follows is the rest of a telephone number. */
const TELEPHONE_BEFORE = /\+\d{1,3}[ .-](?:\(?\d{1,4}\)?[ .-]){0,2}$/;

const keyOf = (form: number, groups: number) => groups * 2 ** (MOST_SIGNS + 1) + form;

function indexOf(ids: readonly NationalId[]): Index {
  const forms = new Set<number>();
  const kinds = new Map<number, Kind[]>();
  for (const id of ids) {
    const kind: Kind = { ...id, speaks: wordsTest(id.words) };
    for (const written of id.form.split(" ")) {
      const parted = (id.groups ?? "").split(" ").map(groupsNumber);
      const groupings = id.onlyGrouped ? parted : [0, ...parted];
      for (const form of formNumbers(written)) {
        forms.add(form);
        for (const groups of groupings) {
          if (groups !== 0 && signsIn(groups) !== written.length) continue;
          const key = keyOf(form, groups);
          const same = kinds.get(key);
          if (same) same.push(kind);
          else kinds.set(key, [kind]);
        }
      }
    }
  }
  return { forms, kinds, mayKnow: vocabularyOf(ids.map(({ words }) => words)) };
}

/** One bit a sign behind a leading one: a digit 0, a letter 1; `X` is both. */
function formNumbers(form: string): number[] {
  let numbers = [1];
  for (const sign of form) {
    const bits = sign === "9" ? [0] : sign === "A" ? [1] : [0, 1];
    numbers = numbers.flatMap((number) => bits.map((bit) => number * 2 + bit));
  }
  return numbers;
}

/** Four bits a group, by its length. */
const groupsNumber = (groups: string) => groups.split("-").reduce((number, length) => number * 16 + Number(length), 0);

function signsIn(groups: number): number {
  let sum = 0;
  for (let rest = groups; rest > 0; rest = Math.floor(rest / 16)) sum += rest % 16;
  return sum;
}
