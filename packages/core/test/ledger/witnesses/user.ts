import { assistant, text, user } from "../../request/support.js";
import { answered, ephemeral, forEach, of, onPart, said, used, type Witnesses } from "./build.js";

import { clearAll } from "./services.js";

const image = (rest: object = {}) => ({
  type: "image",
  source: { type: "url", url: "https://example.com/a.png" },
  ...rest,
});
const file = { type: "file", file_id: "file_1" };
const plain = { type: "text", media_type: "text/plain", data: "a" };
const pdf = { type: "url", url: "https://example.com/a.pdf" };
const document = (source: object = plain, rest: object = {}) => ({ type: "document", source, ...rest });
const searchResult = (rest: object = {}) => ({
  type: "search_result",
  source: "https://example.com",
  title: "a",
  content: [text("b")],
  ...rest,
});
const reference = (rest: object = {}) => ({ type: "tool_reference", tool_name: "Read", ...rest });
const browserState = (rest: object = {}) => ({ type: "browser_state", tabs: [], ...rest });
const cited = {
  citations: [{ type: "char_location", cited_text: "a", document_index: 0, start_char_index: 0, end_char_index: 1 }],
};

export const userWitnesses: Witnesses = {
  "content[text]": [of(said(text(""), text("a"))), of(answered(text(""), text("a")))],
  "content[text].citations": [of(answered(text("a", cited))), of(said(text("a", cited)))],
  "content[text].cache_control": [
    ...onPart((marker) => said(text("a", marker))),
    of(answered(text("a", ephemeral))),
    of({ messages: [user(text("a")), assistant(text("b", ephemeral))] }),
    of(said(text("", ephemeral), text("a"))),
  ],
  "content[image].source[file]": [of(said(image({ source: file })))],
  "content[image].transformations.oversized_image=error": [
    of(said(image({ transformations: { oversized_image: "error" } }))),
  ],
  "content[document]": [
    of(said(document())),
    of(said(document({ type: "content", content: "a" }))),
    of(answered(document())),
  ],
  "content[document].source": [of(answered(document(pdf), text("a")))],
  "content[document].source[content].content": [
    of(answered(document({ type: "content", content: [text("a"), image()] }))),
  ],
  "content[tool_result]": [of({ ...used("a"), context_management: { edits: [clearAll] } })],
  "content[document].source[text]": [of(said(document()))],
  "content[document].source[text].data": [of(said(document({ ...plain, data: "" }, { title: "a" })))],
  "content[document].source[content]": [of(said(document({ type: "content", content: [text("a"), image()] })))],
  "content[document].source[file]": [of(said(document(file)))],
  "content[document].title": [of(said(document(pdf, { title: "a" })))],
  "content[document].context": [of(said(document(pdf, { context: "a" })))],
  ...forEach(["content[document].citations", "content[document].citations.enabled"], () => [
    of(said(document(plain, { citations: { enabled: true } }))),
  ]),
  ...forEach(["content[search_result].citations", "content[search_result].citations.enabled"], () => [
    of(said(searchResult({ citations: { enabled: true } }))),
  ]),
  "content[search_result]": [of(said(searchResult()))],
  "content[tool_result].content": [of(used([text(""), text("a")]))],
  "content[tool_result].content[tool_reference]": [of(used([reference({ tool_name: "Nobody" })]))],
  "content[tool_result].content[browser_state]": [
    of(used([browserState()])),
    of(used([browserState({ state_changes: [{ type: "tab_closed", tab_id: "1" }] })])),
  ],
  "content[tool_result].is_error": [of(used("a", { is_error: true }))],
  "content[image].cache_control": onPart((marker) => said(image(marker))),
  "content[document].cache_control": [
    ...onPart((marker) => said(document(plain, marker))),
    of(said(document({ ...plain, data: "" }, ephemeral), text("a"))),
    of(answered(document(plain, ephemeral))),
  ],
  "content[search_result].cache_control": onPart((marker) => said(searchResult(marker))),
  "content[tool_result].cache_control": [...onPart((marker) => used("a", marker)), of(used(undefined, ephemeral))],
  "content[tool_result].content[tool_reference].cache_control": onPart((marker) => used([reference(marker)])),
  "content[tool_result].content[browser_state].cache_control": onPart((marker) => used([browserState(marker)])),
  "content[container_upload]": [of(said({ type: "container_upload", file_id: "file_1" }))],
};
