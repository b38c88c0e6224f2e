import { markerOnPart, markerOnPartIfAny } from "./cache-marker-rows.js";
import { type Section, under } from "./row.js";

const documents = "content[document].source";

/** Blocks that users write, and texts of anybody. Codes: docs/mapping.md. */
export const userBlocks: Section = {
  title: "Content blocks: text, images, documents",
  source:
    "`ContentBlockParam` and `BetaContentBlockParam`; `content` stands for the blocks of a message. A known block in a message of another role is refused, a block of an unknown type too.",
  rows: {
    "content[text]": {
      code: "B1, M4, M18",
      disposition: "mapped",
      becomes:
        "`input_text`; of the assistant, an assistant message with its `phase` where the model has one. Empty text is left out.",
      losses: ["empty_text_dropped"],
    },
    "content[text].text": { code: "B1", disposition: "mapped", becomes: "`text`, as it is." },
    "content[text].citations": {
      code: "B10, 0.3",
      disposition: "dropped",
      becomes:
        "Not sent: citations are no input. On text of others than the assistant version 2026-10-21 refuses them.",
      losses: ["citations_dropped"],
      whole: true,
    },
    "content[text].cache_control": {
      ...markerOnPart,
      code: "C1, C2, C8",
      becomes: `${markerOnPart.becomes} On assistant text it moves to the next part that takes one.`,
      losses: ["cache_marker_moved", "cache_control_automatic", "cache_marker_dropped", "cache_ttl_rounded"],
    },
    "content[image]": {
      code: "B2",
      disposition: "mapped",
      becomes: "`input_image`, with `detail` by model; `original` for pictures of a screen.",
    },
    "content[image].source": { code: "B2", disposition: "mapped", becomes: "`image_url`." },
    "content[image].source[base64]": { code: "B2", disposition: "mapped", becomes: "A data URL." },
    "content[image].source[base64].data": { code: "B2", disposition: "mapped", becomes: "The data, as they are." },
    "content[image].source[base64].media_type": {
      code: "B2",
      disposition: "mapped",
      becomes: "Media type of the data URL.",
      whole: true,
    },
    "content[image].source[url]": { code: "B2u", disposition: "mapped", becomes: "The URL." },
    "content[image].source[url].url": { code: "B2u", disposition: "mapped", becomes: "`image_url`." },
    "content[image].source[file]": {
      code: "B2f",
      disposition: "rejected",
      becomes: "Refused: Anthropic's files are not the upstream's.",
      whole: true,
    },
    "content[image].transformations": {
      code: "B2t",
      disposition: "mapped",
      becomes: "Nothing by itself; its one field has a row.",
    },
    "content[image].transformations.oversized_image": {
      code: "B2t",
      disposition: "mapped",
      becomes: "Nothing by itself; its values have rows.",
    },
    "content[image].transformations.oversized_image=downsize": {
      code: "B2t",
      disposition: "mapped",
      becomes: "Nothing: the upstream scales images down by itself.",
    },
    "content[image].transformations.oversized_image=error": {
      code: "B2t",
      disposition: "emulated",
      becomes:
        "`detail: original` where the model has it, so that nothing is scaled; an image that is too large for Anthropic is refused, as far as its size is known.",
      losses: ["image_may_be_scaled"],
    },
    "content[document]": {
      code: "B3, B17",
      disposition: "mapped",
      becomes:
        "By its source a file or text. In an assistant message its texts are assistant text, and version 2026-10-21 refuses it there.",
      losses: ["document_as_text", "document_flattened"],
    },
    [documents]: {
      code: "B3, B17",
      disposition: "mapped",
      becomes: "See its members. A file cannot stand in an assistant message.",
      losses: ["feature_unsupported"],
    },
    [`${documents}[base64]`]: {
      code: "B3",
      disposition: "mapped",
      becomes: "`input_file` with `detail: high`.",
    },
    [`${documents}[base64].data`]: { code: "B3", disposition: "mapped", becomes: "`file_data`, a data URL." },
    [`${documents}[base64].media_type`]: {
      code: "B3",
      disposition: "mapped",
      becomes: "Media type of the data URL.",
      whole: true,
    },
    [`${documents}[url]`]: { code: "B3u", disposition: "mapped", becomes: "`input_file` with `detail: high`." },
    [`${documents}[url].url`]: { code: "B3u", disposition: "mapped", becomes: "`file_url`." },
    [`${documents}[text]`]: {
      code: "B3t",
      disposition: "approximated",
      becomes: "`input_text`, after title and context.",
      losses: ["document_as_text"],
    },
    [`${documents}[text].data`]: {
      code: "B3t, M18",
      disposition: "mapped",
      becomes: "`text`, as it is. Empty text is left out.",
      losses: ["empty_text_dropped"],
    },
    [`${documents}[text].media_type`]: {
      code: "B3t",
      disposition: "mapped",
      becomes: "Nothing: all text is plain.",
      whole: true,
    },
    [`${documents}[content]`]: {
      code: "B3c",
      disposition: "approximated",
      becomes: "Its blocks, between `[Start of document]` and `[End of document]`.",
      losses: ["document_flattened"],
    },
    [`${documents}[content].content`]: {
      code: "B3c",
      disposition: "mapped",
      becomes: "As `content[text]` and `content[image]`; images cannot stand in an assistant message.",
      losses: ["feature_unsupported"],
      whole: true,
    },
    [`${documents}[file]`]: {
      code: "B2f",
      disposition: "rejected",
      becomes: "Refused: Anthropic's files are not the upstream's.",
      whole: true,
    },
    ...under(["content[document].title", "content[document].context"], {
      "": {
        code: "B3, B3t",
        disposition: "approximated",
        becomes: "Text before the document; a title is also the file's name.",
        losses: ["document_as_text"],
      },
    }),
    ...under(["content[document]", "content[search_result]"], {
      ".citations": {
        code: "B3z",
        disposition: "mapped",
        becomes: "Nothing by itself; its one field has a row.",
        losses: ["citations_unsupported"],
      },
      ".citations.enabled": {
        code: "B3z, A.7",
        disposition: "dropped",
        becomes: "Not sent: the upstream cannot cite places of a document. Beside an output format it is refused.",
        losses: ["citations_unsupported"],
      },
    }),
    "content[search_result]": {
      code: "B4",
      disposition: "approximated",
      becomes: "`input_text` with title and source, and one for each of its texts.",
      losses: ["search_result_flattened"],
    },
    "content[search_result].title": { code: "B4", disposition: "mapped", becomes: "Line of the first text." },
    "content[search_result].source": { code: "B4", disposition: "mapped", becomes: "Line of the first text." },
    "content[search_result].content": {
      code: "B4",
      disposition: "mapped",
      becomes: "As `content[text]`.",
      whole: true,
    },
    ...under(["content[image]", "content[search_result]"], { ".cache_control": markerOnPart }),
    "content[document].cache_control": {
      ...markerOnPartIfAny,
      code: "C1, C2, C8",
      becomes: `${markerOnPart.becomes} In an assistant message it moves to the next part that takes one.`,
      losses: ["cache_control_automatic", "cache_ttl_rounded", "cache_marker_dropped", "cache_marker_moved"],
    },
    "content[container_upload]": {
      code: "B11",
      disposition: "rejected",
      becomes: "Refused: Anthropic's files are not the upstream's.",
      whole: true,
    },
  },
};
