import fc from "fast-check";
import { citation } from "./citations.js";
import { address, anyWords, future, rarely, words } from "./texts.js";

/** Blocks that a user, a system message or a tool result may hold. */

const sizedPng = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ";
/** Four base64 digits that are one of a kind, put behind a valid beginning. */
const base64 = (start: string) => fc.nat({ max: 4095 }).map((number) => `${start}${String(number).padStart(4, "0")}`);
const fileId = rarely(fc.constant({ type: "file", file_id: "file_§" }), 150);

export const text = fc.record({ type: fc.constant("text"), text: anyWords, future_field: future });
/** A text as an older client may send it back: with the citations of the answer that it was. */
export const citedText = fc.record({
  type: fc.constant("text"),
  text: words,
  citations: fc.oneof(fc.constant(null), fc.array(citation, { maxLength: 2 })),
});

export const image = fc
  .record({
    source: fc.oneof(
      fc.record({
        type: fc.constant("base64"),
        media_type: fc.constantFrom("image/png", "image/jpeg", "image/gif", "image/webp"),
        data: base64(sizedPng),
      }),
      fc.record({ type: fc.constant("url"), url: address, future_field: future }),
    ),
    file: fileId,
    transformations: rarely(fc.constantFrom({ oversized_image: "downsize" }, { oversized_image: "error" }, {}, null)),
  })
  .map(({ source, file, transformations }) => ({ type: "image", source: file ?? source, transformations }));

const pdfSource = fc.record({
  type: fc.constant("base64"),
  media_type: fc.constant("application/pdf"),
  data: base64("JVBERi0xLjQK"),
});
const textSource = fc.record({ type: fc.constant("text"), media_type: fc.constant("text/plain"), data: anyWords });
const contentSource = fc.record({
  type: fc.constant("content"),
  content: fc.oneof(anyWords, fc.array(fc.oneof({ weight: 3, arbitrary: text }, image), { maxLength: 2 })),
});
const urlSource = fc.record({ type: fc.constant("url"), url: address });

const enabled = rarely(fc.constantFrom({ enabled: true }, { enabled: false }, {}), 4);

export const document = fc
  .record({
    source: fc.oneof(pdfSource, textSource, contentSource, urlSource),
    file: fileId,
    title: rarely(fc.oneof(words, fc.constantFrom("", null)), 3),
    context: rarely(fc.oneof(words, fc.constantFrom("", null)), 3),
    citations: enabled,
    future_field: future,
  })
  .map(({ source, file, ...rest }) => ({ type: "document", source: file ?? source, ...rest }));

export const searchResult = fc.record({
  type: fc.constant("search_result"),
  source: fc.oneof(address, words),
  title: words,
  content: fc.array(text, { minLength: 1, maxLength: 2 }),
  citations: enabled,
});

const tab = fc.record({ tab_id: fc.constant("tab_§"), title: words, url: address, active: rarely(fc.boolean(), 2) });
const stateChange = fc.oneof(
  fc.constant({ type: "tab_opened", tab_id: "tab_§" }),
  fc.record({ type: fc.constant("download_started"), download_id: words, url: address }),
  fc.record({
    type: fc.constant("download_completed"),
    download_id: words,
    url: address,
    path: rarely(words, 2),
    size_bytes: fc.constantFrom(undefined, null, 7),
  }),
  fc.record({ type: fc.constant("download_failed"), download_id: words, url: address, error: rarely(words, 2) }),
);
const browserState = fc.record({
  type: fc.constant("browser_state"),
  tabs: fc.array(tab, { minLength: 1, maxLength: 2 }),
  state_changes: rarely(fc.array(stateChange, { maxLength: 2 }), 2),
});

const upload = fc.constant({ type: "container_upload", file_id: "file_§" });

export const userBlock = fc.oneof(
  { weight: 480, arbitrary: text },
  { weight: 160, arbitrary: image },
  { weight: 240, arbitrary: document },
  { weight: 160, arbitrary: searchResult },
  { weight: 80, arbitrary: citedText },
  { weight: 1, arbitrary: upload },
);

/** What a result may hold. `{ reference }` becomes a `tool_reference` to the tool of that number. */
const resultBlock = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 2, arbitrary: image },
  { weight: 2, arbitrary: document },
  { weight: 2, arbitrary: searchResult },
  { weight: 1, arbitrary: browserState },
  { weight: 2, arbitrary: fc.nat({ max: 9 }).map((reference) => ({ reference })) },
);

/** A tool's result, but for the id of its call. */
export const resultShape = fc.record({
  content: fc.oneof(anyWords, fc.constant(undefined), fc.array(resultBlock, { maxLength: 3 })),
  is_error: fc.constantFrom(undefined, undefined, true, false),
  future_field: future,
});
