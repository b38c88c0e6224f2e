import { asString } from "../../json.js";
import { OpenAIRefusal } from "../../openai-refusal.js";
import { missingParameter } from "../refusals.js";
import { type Part, partsOf, type Rule } from "./rule.js";

const imageTypes = new Set(["image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp"]);

/** File types that the API reads; a PDF also becomes images, the rest is read as text. */
const fileType = /^(application\/(pdf|json|xml|msword|rtf|csv|vnd\..+|x-.+|javascript|typescript)|text\/.+)$/;

const DATA_URL = /^data:([^;,]*)(?:;[^;,]*)*;base64,(.*)$/s;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** What is wrong with a data URL, in the words that end the refusal; undefined when nothing is. */
const faultOf = (url: string, accepts: (type: string) => boolean): string | undefined => {
  const [, type = "", data = ""] = DATA_URL.exec(url) ?? [];
  if (!url.startsWith("data:")) return "a value without the 'data:' prefix";
  if (type === "" && data === "") return "an invalid base64-encoded value";
  if (!accepts(type)) return `unsupported MIME type '${type}'`;
  if (data === "") return "empty base64-encoded bytes";
  if (!BASE64.test(data) || data.length % 4 !== 0) return "an invalid base64-encoded value";
  return undefined;
};

const invalid = (message: string, param: string) => new OpenAIRefusal(message, { code: "invalid_value", param });

const checkImage = ({ part, path }: Part): void => {
  const url = asString(part.image_url);
  if (url === undefined) {
    if (asString(part.file_id) === undefined) throw missingParameter(`${path}.image_url`);
    return;
  }
  const at = `${path}.image_url`;
  if (/^https?:\/\/\S+$/.test(url)) return;
  if (!url.startsWith("data:")) {
    throw invalid(`Invalid '${at}'. Expected a valid URL, but got a value with an invalid format.`, at);
  }
  const fault = faultOf(url, (type) => imageTypes.has(type));
  if (fault !== undefined) {
    throw invalid(
      `Invalid '${at}'. Expected a base64-encoded data URL with an image MIME type (e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU='), but got ${fault}.`,
      at,
    );
  }
};

const checkFile = ({ part, path }: Part): void => {
  const data = asString(part.file_data);
  if (data === undefined) {
    if (asString(part.file_id) === undefined && asString(part.file_url) === undefined) {
      throw missingParameter(`${path}.file_id`);
    }
    return;
  }
  const at = `${path}.file_data`;
  const fault = faultOf(data, (type) => fileType.test(type));
  if (fault !== undefined) {
    throw invalid(
      `Invalid file data: '${at}'. Expected a base64-encoded data URL with a valid file MIME type (e.g. 'data:text/plain;base64,SGVsbG8sIFdvcmxkIQ=='), but got ${fault}. Please see https://platform.openai.com/docs/assistants/tools/file-search#supported-files for supported file types.`,
      at,
    );
  }
  if (asString(part.filename) === undefined) throw missingParameter(`${path}.filename`);
};

const checks: Readonly<Record<string, (part: Part) => void>> = { input_image: checkImage, input_file: checkFile };

/** Images and files: a web address or well-formed base64 of a type that the API reads. */
export const mediaIsReadable: Rule = ({ items }) => {
  for (const one of partsOf(items)) checks[String(one.part.type)]?.(one);
};
