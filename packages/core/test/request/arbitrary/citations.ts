import fc from "fast-check";
import { address, words } from "./texts.js";

const place = { cited_text: words, document_index: fc.constant(0), document_title: fc.option(words) };

/** A citation of each kind that an assistant's text may carry. */
export const citation = fc.oneof(
  fc.record({
    type: fc.constant("char_location"),
    ...place,
    start_char_index: fc.constant(0),
    end_char_index: fc.constant(4),
  }),
  fc.record({
    type: fc.constant("page_location"),
    ...place,
    start_page_number: fc.constant(1),
    end_page_number: fc.constant(2),
  }),
  fc.record({
    type: fc.constant("content_block_location"),
    ...place,
    start_block_index: fc.constant(0),
    end_block_index: fc.constant(1),
  }),
  fc.record({
    type: fc.constant("web_search_result_location"),
    cited_text: words,
    encrypted_index: words,
    title: fc.option(words),
    url: address,
  }),
  fc.record({
    type: fc.constant("search_result_location"),
    cited_text: words,
    search_result_index: fc.constant(0),
    source: address,
    title: fc.option(words),
    start_block_index: fc.constant(0),
    end_block_index: fc.constant(1),
  }),
);
