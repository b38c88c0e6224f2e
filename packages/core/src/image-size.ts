import { byteLength, bytesOf, type DataUrl } from "./base64.js";

export type Size = { width: number; height: number };

const HEADER = 64;
/** A JPEG has its size behind what cameras and editors put first; beyond this many segments it is not a photograph. */
const JPEG_SEGMENTS = 1000;

const big16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const big32 = (bytes: Uint8Array, at: number): number => big16(bytes, at) * 65_536 + big16(bytes, at + 2);
const little16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
const little24 = (bytes: Uint8Array, at: number): number => little16(bytes, at) | ((bytes[at + 2] ?? 0) << 16);
const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

function pngSize(header: Uint8Array): Size | null {
  if (ascii(header, 1, 3) !== "PNG" || ascii(header, 12, 4) !== "IHDR") return null;
  return { width: big32(header, 16), height: big32(header, 20) };
}

function gifSize(header: Uint8Array): Size | null {
  if (!/^GIF8[79]a/.test(ascii(header, 0, 6))) return null;
  return { width: little16(header, 6), height: little16(header, 8) };
}

/** The three kinds of WebP keep their size in three places. */
function webpSize(header: Uint8Array): Size | null {
  if (ascii(header, 0, 4) !== "RIFF" || ascii(header, 8, 4) !== "WEBP") return null;
  const kind = ascii(header, 12, 4);
  if (kind === "VP8X") return { width: little24(header, 24) + 1, height: little24(header, 27) + 1 };
  if (kind === "VP8 ") return { width: little16(header, 26) & 0x3fff, height: little16(header, 28) & 0x3fff };
  if (kind !== "VP8L") return null;
  const bits = little16(header, 21) + little16(header, 23) * 65_536;
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** Markers that start a frame; C4, C8 and CC are tables that share the range. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegSize(data: DataUrl, header: Uint8Array): Size | null {
  if (big16(header, 0) !== 0xffd8) return null;
  const length = byteLength(data);
  for (let at = 2, segment = 0; at + 9 < length && segment < JPEG_SEGMENTS; segment += 1) {
    const head = bytesOf(data, at, at + 9);
    const marker = head[1] ?? 0;
    if (head[0] !== 0xff) return null;
    if (isFrame(marker)) return { width: big16(head, 7), height: big16(head, 5) };
    // Bytes that only fill have no length.
    at += marker === 0xff ? 1 : 2 + big16(head, 2);
  }
  return null;
}

/**
 * Width and height of a PNG, JPEG, GIF or WebP, in pixels, from its header; null for what is none of them. Nothing but
 * the header is decoded.
 */
export function imageSize(data: DataUrl): Size | null {
  const header = bytesOf(data, 0, HEADER);
  const size = pngSize(header) ?? gifSize(header) ?? webpSize(header) ?? jpegSize(data, header);
  return size && size.width > 0 && size.height > 0 ? size : null;
}
