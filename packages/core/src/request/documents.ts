import type * as z from "zod";
import type { documentBlock } from "../anthropic/content.js";
import { invalidRequest } from "../errors/transpond-error.js";
import type { InputFile } from "../openai/request.js";
import type { Parts } from "./parts.js";
import type { Translation } from "./translation.js";
import { at } from "./validate.js";

type DocumentBlock = z.infer<typeof documentBlock>;
type Source<T extends DocumentBlock["source"]["type"]> = Extract<DocumentBlock["source"], { type: T }>;
type AddNested = (value: unknown, path: string, parts: Parts, t: Translation) => void;

/** A document from any of its five sources. Source: mapping B2f, B3 to B3z. */
export function addDocument(
  value: DocumentBlock,
  path: string,
  parts: Parts,
  t: Translation,
  addNested: AddNested,
): void {
  noteCitations(value.citations, path, t);
  const { source } = value;
  switch (source.type) {
    case "base64":
      return addFile(value, path, parts, t, pdf(source, value.title));
    case "url":
      return addFile(value, path, parts, t, { type: "input_file", file_url: source.url, detail: "high" });
    case "text":
      t.ledger.add("document_as_text", path);
      addHeading(value, path, parts);
      if (source.data === "") t.ledger.add("empty_text_dropped", at(path, "source.data"));
      else parts.text(source.data, path);
      return;
    case "content":
      return addContent(value, source, path, parts, t, addNested);
    case "file":
      throw invalidRequest(`${path}.document.source.file.file_id`, "file not found");
    default:
      source satisfies never;
  }
}

/** B3z: OpenAI cites whole files, not places in them; and Anthropic refuses citations beside a format. */
export function noteCitations(
  citations: { enabled?: boolean | undefined } | null | undefined,
  path: string,
  t: Translation,
): void {
  if (!citations?.enabled) return;
  if (t.format) {
    throw invalidRequest(at(path, "citations.enabled"), "citations cannot be enabled together with an output format");
  }
  t.ledger.add("citations_unsupported", at(path, "citations"));
}

function addFile(value: DocumentBlock, path: string, parts: Parts, t: Translation, file: InputFile): void {
  if (value.title || value.context) t.ledger.add("document_as_text", path);
  addHeading(value, path, parts);
  parts.add(file, path);
}

/** `detail` is set, since what OpenAI takes for granted differs by model. */
function pdf(source: Source<"base64">, title: string | null | undefined): InputFile {
  const name = title || "document.pdf";
  return {
    type: "input_file",
    filename: name.toLowerCase().endsWith(".pdf") ? name : `${name}.pdf`,
    file_data: `data:${source.media_type};base64,${source.data}`,
    detail: "high",
  };
}

function addHeading(value: DocumentBlock, path: string, parts: Parts): void {
  const lines = [value.title && `Document: ${value.title}`, value.context && `Context: ${value.context}`];
  const heading = lines.filter((line) => line).join("\n");
  if (heading !== "") parts.text(heading, path);
}

function addContent(
  value: DocumentBlock,
  source: Source<"content">,
  path: string,
  parts: Parts,
  t: Translation,
  addNested: AddNested,
): void {
  t.ledger.add("document_flattened", path);
  parts.text("[Start of document]", path);
  addHeading(value, path, parts);
  if (typeof source.content === "string") {
    if (source.content !== "") parts.text(source.content, path);
  } else {
    source.content.forEach((nested, index) => {
      addNested(nested, `${path}.source.content.${index}`, parts, t);
    });
  }
  parts.text("[End of document]", path);
}
