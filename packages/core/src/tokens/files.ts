import { byteLength, bytesOf, type DataUrl, parseDataUrl } from "../base64.js";
import type { Bill } from "./bill.js";
import { ESTIMATES } from "./estimates.js";
import { type JsonObject, textAt } from "./read.js";

/** Page trees stand at the start or at the end of a PDF; the middle is not looked at. */
const PDF_EDGE = 512 * 1024;
const TEXT = /^(?:text\/|application\/(?:json|xml|yaml|javascript|x-ndjson)\b)/;

function edges(data: DataUrl): string {
  const length = byteLength(data);
  const first = bytesOf(data, 0, PDF_EDGE);
  const last = length > PDF_EDGE ? bytesOf(data, Math.max(PDF_EDGE, length - PDF_EDGE), length) : new Uint8Array();
  // Not UTF-8, but the names that are looked for are ASCII, and they survive.
  const decoder = new TextDecoder();
  return decoder.decode(first) + decoder.decode(last);
}

/** No page takes less; a count beyond that is not a page tree's. */
const SMALLEST_PAGE = 200;

/** Pages of a PDF by its page tree, or by its size where the tree is compressed. */
function pdfPages(data: DataUrl): number {
  const text = edges(data);
  const bytes = byteLength(data);
  let read = text.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  for (const [, count] of text.matchAll(/\/Count\s+(\d{1,6})/g)) read = Math.max(read, Number(count));
  const pages = read > 0 ? read : Math.ceil(bytes / ESTIMATES.pdfBytesPerPage);
  return Math.max(1, Math.min(pages, Math.ceil(bytes / SMALLEST_PAGE)));
}

/** Puts a file on the bill: text as it is, a PDF by its pages, others by their size. An estimate except for text. */
export function billFile(bill: Bill, part: JsonObject): void {
  const data = parseDataUrl(textAt(part, "file_data"));
  bill.addText(textAt(part, "filename"));
  if (!data) bill.estimate(ESTIMATES.remoteFile, "file");
  else if (TEXT.test(data.mediaType)) bill.addText(new TextDecoder().decode(bytesOf(data, 0, byteLength(data))));
  else bill.estimate(pdfPages(data) * ESTIMATES.pdfPage, "file");
}
