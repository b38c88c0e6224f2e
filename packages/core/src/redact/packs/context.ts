/** What stands beside a number and tells what it is: this many UTF-16 units before and behind. */
const BEFORE = 56;
const BEHIND = 32;
/** A text is looked at as one value, or a few, up to this length. */
const VALUE = 64;
/** Between two values of a text that is nothing but values. */
const JOINTS: ReadonlySet<string> = new Set(["", "and", "or", "und", "y", "et", "e", "aa", "ab"]);

const FIELD_END = /[\n{};]|,\s?["']/;

/** The words beside a number in small letters: the line or the field that it stands in; names of keys in their parts. */
export function wordsOf(text: string, start: number, end: number): string {
  const before =
    text
      .slice(Math.max(0, start - BEFORE), start)
      .split(FIELD_END)
      .at(-1) ?? "";
  const behind = text.slice(end, end + BEHIND).split(FIELD_END, 1)[0] ?? "";
  return `${before} ${behind}`
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[\s_\-."'#]{1,8}/g, " ")
    .toLowerCase();
}

/** Whether the text is nothing but the number, or several such numbers. */
export function isBare(text: string, start: number, end: number): boolean {
  if (text.length > VALUE) return false;
  if (start <= 1 && text.length - end <= 1) return true;
  const rest = `${text.slice(0, start)} ${text.slice(end)}`.split(/[^\p{L}\p{N}_-]/u);
  return rest.every((word) => JOINTS.has(word.toLowerCase()) || (word.length > 3 && /^[A-Z]{0,6}\d/i.test(word)));
}

const plainOf = (word: string) =>
  word
    .replace(/[.'’]/g, " ")
    .replace(/[^\p{L}\p{N} ]/gu, "")
    .trim();
/** Scripts that put no blank between words, or none that ends one. */
const isOtherScript = (word: string) => /[\u0250-\uffff]/.test(word);

/** A test of words: a list parted by commas, where `*` at the end lets a word go on. Other scripts go on as they like. */
export function wordsTest(list: string): (words: string) => boolean {
  const alternatives = [...new Set(list.split(", "))].map((word) => {
    const isOpen = word.endsWith("*") || isOtherScript(word);
    return isOpen ? plainOf(word) : `${plainOf(word)}(?![a-z\\u00e0-\\u024f])`;
  });
  const pattern = new RegExp(`(?<![a-z\\u00e0-\\u024f])(?:${alternatives.join("|")})`);
  return (words) => pattern.test(words);
}

/** The first letters of a word as a number: so many tell most texts without any of the words. */
const START = 3;

/** The first letters of the word at `at` as a number; 0 for none. */
function startAt(text: string, at: number): number {
  let start = 0;
  for (let index = at; index < at + START; index++) {
    const letter = text.charCodeAt(index) | 32;
    if (!(letter >= 97 && letter <= 122)) break;
    start = start * 32 + letter - 96;
  }
  return start;
}

const isLetter = (code: number) => (code | 32) >= 97 && (code | 32) <= 122;
const isCapital = (code: number) => code >= 65 && code <= 90;

/**
 * A quick look whether any word of the lists may stand beside a number, by the first letters of words: it runs for every
 * number of a text that could be an id.
 */
export function vocabularyOf(lists: readonly string[]): (text: string, start: number, end: number) => boolean {
  const firsts = lists.flatMap((list) => list.split(", ").map((word) => plainOf(word)));
  const known = new Set(firsts.map((word) => startAt(word, 0)));
  return (text, start, end) => {
    const stop = Math.min(text.length, end + BEHIND);
    let before = 32;
    for (let at = Math.max(0, start - BEFORE); at < stop; at++) {
      const code = text.charCodeAt(at);
      if (code >= 0xc0) return true;
      const begins = isLetter(code) && (!isLetter(before) || (isCapital(code) && !isCapital(before)));
      if (begins && known.has(startAt(text, at))) return true;
      before = code;
    }
    return false;
  };
}
