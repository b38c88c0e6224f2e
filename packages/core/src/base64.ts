const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const values = new Int8Array(128).fill(-1);
for (let value = 0; value < ALPHABET.length; value += 1) values[ALPHABET.charCodeAt(value)] = value;
values[0x2d] = 62;
values[0x5f] = 63;

/**
 * Writes the bytes of the base64 `text[start, end)` into `into`; stops at padding and at what is not base64.
 * By hand: a part of a long text must be decodable without decoding the rest, and the core has no runtime's decoder.
 *
 * @returns where the bytes end in `into`
 */
export function decodeBase64Into(text: string, start: number, end: number, into: Uint8Array, at: number): number {
  let length = at;
  let bits = 0;
  let held = 0;
  for (let index = start; index < end; index += 1) {
    const value = values[text.charCodeAt(index)] ?? -1;
    if (value < 0) break;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      into[length] = bits >> held;
      length += 1;
    }
  }
  return length;
}

/** A `data:` URL with base64 content: its media type and where its content starts. */
export type DataUrl = { mediaType: string; url: string; start: number };

export function parseDataUrl(url: string): DataUrl | null {
  const head = /^data:([^,;]*)(?:;[^,;]*)*;base64,/i.exec(url.slice(0, 400));
  return head ? { mediaType: (head[1] ?? "").toLowerCase(), url, start: head[0].length } : null;
}

/** How many bytes the content has. */
export function byteLength({ url, start }: DataUrl): number {
  return Math.floor(((url.length - start) * 3) / 4);
}

/** Bytes `[from, to)` of the content, as far as they exist. */
export function bytesOf(data: DataUrl, from: number, to: number): Uint8Array {
  const group = Math.floor(from / 3);
  const start = data.start + group * 4;
  const end = Math.min(data.url.length, data.start + Math.ceil(to / 3) * 4);
  const bytes = new Uint8Array(Math.max(0, Math.ceil(((end - start) * 3) / 4)));
  const length = decodeBase64Into(data.url, start, end, bytes, 0);
  return bytes.subarray(from - group * 3, Math.min(length, to - group * 3));
}
