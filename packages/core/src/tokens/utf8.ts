/**
 * Writes `text[start, end)` as UTF-8 into `into`, from its start; a lone surrogate becomes U+FFFD, as `TextEncoder` does.
 * By hand, because pieces are a few bytes long and a `TextEncoder` call for each costs more than the rest of the count.
 *
 * @param into must have room for three bytes a unit
 * @returns how many bytes
 */
export function writeUtf8(text: string, start: number, end: number, into: Uint8Array): number {
  let length = 0;
  for (let index = start; index < end; index += 1) {
    let code = text.charCodeAt(index);
    if (code < 0x80) {
      into[length++] = code;
      continue;
    }
    if (code < 0x800) {
      into[length++] = 0xc0 | (code >> 6);
      into[length++] = 0x80 | (code & 0x3f);
      continue;
    }
    if (code >= 0xd800 && code < 0xe000) {
      const low = index + 1 < end ? text.charCodeAt(index + 1) : 0;
      if (code < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        index += 1;
        into[length++] = 0xf0 | (code >> 18);
        into[length++] = 0x80 | ((code >> 12) & 0x3f);
        into[length++] = 0x80 | ((code >> 6) & 0x3f);
        into[length++] = 0x80 | (code & 0x3f);
        continue;
      }
      code = 0xfffd;
    }
    into[length++] = 0xe0 | (code >> 12);
    into[length++] = 0x80 | ((code >> 6) & 0x3f);
    into[length++] = 0x80 | (code & 0x3f);
  }
  return length;
}
