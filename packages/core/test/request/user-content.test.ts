import { describe, expect, test } from "vitest";
import { codes, ephemeral, items, refusal, text, translate, user } from "./support.js";

const pdf = { type: "base64", media_type: "application/pdf", data: "JVBERi0=" };
const png = { type: "base64", media_type: "image/png", data: "iVBOR" };
const content = (block: unknown, options = {}) => {
  const { request, losses } = translate({ messages: [user(block)] }, options);
  const [message] = request.input;
  return { parts: message?.type === "message" ? message.content : null, losses: codes(losses) };
};

describe("user messages", () => {
  test("a string is one text part (M1)", () => {
    expect(items([{ role: "user", content: "Hi" }])).toEqual([
      { type: "message", role: "user", content: [{ type: "input_text", text: "Hi" }] },
    ]);
  });

  test("consecutive messages of one role stay separate items (M13)", () => {
    expect(items([user(text("a")), user(text("b"))])).toHaveLength(2);
  });

  test("empty text is left out with a loss (M18)", () => {
    const { request, losses } = translate({ messages: [user(text(""), text("b"))] });
    expect(request.input).toMatchObject([{ content: [{ text: "b" }] }]);
    expect(codes(losses)).toEqual(["empty_text_dropped@messages.0.content.0"]);
  });

  test.each([
    ["base64", png, "data:image/png;base64,iVBOR"],
    ["url", { type: "url", url: "https://a.example/i.png" }, "https://a.example/i.png"],
  ])("an image from %s (B2)", (_name, source, image_url) => {
    expect(content({ type: "image", source })).toEqual({
      parts: [{ type: "input_image", image_url, detail: "high" }],
      losses: [],
    });
  });

  test.each([
    ["gpt-5.6-sol", {}, "high"],
    ["gpt-5.1", {}, "auto"],
    ["gpt-5.6-sol", { imageDetail: "original" as const }, "original"],
  ])("the detail of images for %s with %o is %s", (model, options, detail) => {
    expect(content({ type: "image", source: png }, { model, ...options }).parts).toMatchObject([{ detail }]);
  });

  test.each(["image", "document"])("a file of Anthropic's store as %s is refused (B2f)", (type) => {
    const error = refusal({ messages: [user({ type, source: { type: "file", file_id: "file_1" } })] });
    expect(error.message).toBe(`messages.0.content.0.${type}.source.file.file_id: file not found`);
  });
});

describe("documents", () => {
  test("a PDF is a file with a name (B3)", () => {
    expect(content({ type: "document", source: pdf })).toEqual({
      parts: [
        {
          type: "input_file",
          filename: "document.pdf",
          file_data: "data:application/pdf;base64,JVBERi0=",
          detail: "high",
        },
      ],
      losses: [],
    });
  });

  test("its title names the file, and stands with its context before it", () => {
    const { parts, losses } = content({ type: "document", source: pdf, title: "Report", context: "Of 2026" });
    expect(parts).toMatchObject([
      { type: "input_text", text: "Document: Report\nContext: Of 2026" },
      { type: "input_file", filename: "Report.pdf" },
    ]);
    expect(losses).toEqual(["document_as_text@messages.0.content.0"]);
  });

  test("a title that ends in .pdf is the name as it is", () => {
    expect(content({ type: "document", source: pdf, title: "a.PDF" }).parts).toMatchObject([{}, { filename: "a.PDF" }]);
  });

  test("a PDF by address (B3u)", () => {
    const source = { type: "url", url: "https://a.example/a.pdf" };
    expect(content({ type: "document", source }).parts).toEqual([
      { type: "input_file", file_url: "https://a.example/a.pdf", detail: "high" },
    ]);
  });

  test("a text (B3t)", () => {
    const source = { type: "text", media_type: "text/plain", data: "words" };
    expect(content({ type: "document", source, title: "T" })).toEqual({
      parts: [
        { type: "input_text", text: "Document: T" },
        { type: "input_text", text: "words" },
      ],
      losses: ["document_as_text@messages.0.content.0"],
    });
  });

  test.each([
    ["blocks", [text("one"), { type: "image", source: png }], 4],
    ["a string", "one", 3],
  ])("content of %s is flattened between markers (B3c)", (_name, inner, length) => {
    const { parts, losses } = content({ type: "document", source: { type: "content", content: inner } });
    expect(parts).toHaveLength(length);
    expect(parts?.slice(0, 2)).toMatchObject([{ text: "[Start of document]" }, { text: "one" }]);
    expect(parts?.at(-1)).toMatchObject({ text: "[End of document]" });
    expect(losses).toEqual(["document_flattened@messages.0.content.0"]);
  });

  test("a search result is text (B4)", () => {
    const block = { type: "search_result", source: "https://a.example", title: "A", content: [text("found")] };
    expect(content(block)).toEqual({
      parts: [
        { type: "input_text", text: "Search result: A\nSource: https://a.example" },
        { type: "input_text", text: "found" },
      ],
      losses: ["search_result_flattened@messages.0.content.0"],
    });
  });

  test.each([
    ["document", { type: "document", source: pdf, citations: { enabled: true } }],
    [
      "search_result",
      { type: "search_result", source: "s", title: "t", content: [text("x")], citations: { enabled: true } },
    ],
  ])("citations of a %s are a loss, beside a format refused (B3z, S5)", (_name, block) => {
    expect(content(block).losses).toContain("citations_unsupported@messages.0.content.0.citations");
    const format = { type: "json_schema", schema: { type: "object" } };
    expect(refusal({ messages: [user(block)], output_config: { format } }).path).toBe(
      `messages.0.content.0.${block.type}.citations.enabled`,
    );
    expect(content({ ...block, citations: { enabled: false } }).losses).not.toContain(
      "citations_unsupported@messages.0.content.0.citations",
    );
  });
});

describe("system prompt (A6)", () => {
  const system = (value: unknown, options = {}) => {
    const { request, losses } = translate({ system: value }, options);
    return { first: request.input[0], losses: codes(losses) };
  };

  test("a string is one part of a leading developer message", () => {
    expect(system("Be brief.").first).toEqual({
      type: "message",
      role: "developer",
      content: [{ type: "input_text", text: "Be brief." }],
    });
  });

  test.each(["gpt-4o", "gpt-4.1", "some-other-model"])("%s takes it as system", (model) => {
    expect(system("x", { model }).first).toMatchObject({ role: "system" });
  });

  test("blocks stay apart, with their markers; empty ones are left out", () => {
    const { first, losses } = system([text("a"), text(""), text("b", ephemeral)]);
    expect(first).toMatchObject({
      content: [{ text: "a" }, { text: "b", prompt_cache_breakpoint: { mode: "explicit" } }],
    });
    expect(losses).toEqual(["empty_text_dropped@system.1"]);
  });

  test.each([
    ["a block of its own", [text("x-anthropic-billing-header: cc_version=1; cch=1;"), text("You are")], ["You are"]],
    ["the first line", [text("x-anthropic-billing-header: a\nYou are")], ["You are"]],
  ])("Claude Code's attribution is removed as %s (A6a, F33)", (_name, value, texts) => {
    const { first, losses } = system(value);
    expect(first).toMatchObject({ content: texts.map((each) => ({ text: each })) });
    expect(losses).toEqual(["billing_header_removed@system.0"]);
  });

  test("only the first block is taken for it", () => {
    const later = "x-anthropic-billing-header: not ours";
    expect(system([text("a"), text(later)]).first).toMatchObject({ content: [{}, { text: later }] });
  });

  test("nothing left, no item", () => {
    expect(system([text("x-anthropic-billing-header: a")]).first).toMatchObject({ role: "user" });
  });
});
