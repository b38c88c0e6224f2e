import { byteLength, parseDataUrl } from "../base64.js";
import { binary } from "./placeholder.js";
import { readOwn } from "./shapes.js";

/** What is opaque, by its name and, where the name is an ordinary one, the `type` of the object that holds it. */
const opaque: Readonly<Record<string, { kind: string; types?: readonly string[] }>> = {
  encrypted_content: { kind: "encrypted" },
  encrypted_index: { kind: "encrypted" },
  encrypted_stdout: { kind: "encrypted" },
  b64_json: { kind: "base64" },
  partial_image_b64: { kind: "base64" },
  file_data: { kind: "base64" },
  signature: { kind: "signature", types: ["thinking", "signature_delta", "compaction"] },
  data: { kind: "data", types: ["base64", "redacted_thinking"] },
  result: { kind: "base64", types: ["image_generation_call"] },
};

/** Longer runs of base64 are no text that anybody wrote. */
const RUN = 1024;

/** The length of a beginning that tells whether a text is base64, before all of it is read. */
const HEAD = 128;
const isBase64 = (text: string) => /^[A-Za-z0-9+/_-]+={0,2}$/.test(text);

/** The kind and size of a text that is binary, or opaque, in its place; `null` where it is to be read. */
export function binaryText(text: string, name: string | undefined, owner: unknown): string | null {
  if (text === "") return null;
  const url = text.startsWith("data:") ? parseDataUrl(text) : null;
  if (url) return binary(kindOf(url.mediaType, "data"), byteLength(url));
  const known = name !== undefined && Object.hasOwn(opaque, name) ? opaque[name] : undefined;
  if (known && (!known.types || known.types.includes(fieldOf(owner, "type")))) {
    return binary(kindOf(fieldOf(owner, "media_type"), known.kind), sizeOf(text));
  }
  // The text of a plain document; it is content as much as a scanned one.
  if (name === "data" && fieldOf(owner, "media_type") !== "") {
    return binary(kindOf(fieldOf(owner, "media_type"), "data"), text.length);
  }
  if (text.length >= RUN && isBase64(text.slice(0, HEAD)) && isBase64(text)) return binary("base64", sizeOf(text));
  return null;
}

const fieldOf = (owner: unknown, key: string) =>
  textOf(typeof owner === "object" && owner !== null ? readOwn(owner, key) : null);

const textOf = (value: unknown) => (typeof value === "string" ? value : "");

const sizeOf = (base64: string) => Math.floor((base64.replace(/(?<!=)=+$/, "").length * 3) / 4);

/** A media type if it is one, else the name of what it is. */
const kindOf = (mediaType: string, otherwise: string) =>
  /^(?:image|application|text|audio|video)\/[a-z0-9.+-]{1,60}$/.test(mediaType) ? mediaType : otherwise;

/** The kind and size of a value of bytes, or `null`. */
export function binaryValue(value: object): string | null {
  if (ArrayBuffer.isView(value)) return binary("bytes", value.byteLength);
  if (value instanceof ArrayBuffer) return binary("bytes", value.byteLength);
  const tag = Object.prototype.toString.call(value);
  if (tag !== "[object Blob]" && tag !== "[object File]") return null;
  const [size, type]: unknown[] = [Reflect.get(value, "size"), Reflect.get(value, "type")];
  return binary(kindOf(textOf(type), "bytes"), typeof size === "number" ? size : 0);
}
