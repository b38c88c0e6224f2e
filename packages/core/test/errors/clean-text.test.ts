import { describe, expect, it } from "vitest";
import { cleanText, quotableText } from "../../src/errors/clean-text.js";
import { toAnthropicError } from "../../src/errors/to-anthropic-error.js";

describe("what never leaves", () => {
  it.each([
    ["Incorrect API key provided: sk-proj-Ab12_cd-34Ef. You can find", "sk-proj"],
    ["Incorrect API key provided: not-a-re*****ized. You can find", "not-a-re"],
    ["Incorrect API key provided: hunter2", "hunter2"],
    ["the key sk-proj-Ab12_cd-34Ef was revoked", "sk-proj"],
    ["header was Bearer abc.def-123456", "abc.def"],
    ["for organization org-Ab12Cd34Ef56 on tokens", "org-Ab12"],
    ["project proj_Ab12Cd34Ef has no access", "proj_Ab12"],
    ["see https://user:pa55word@host/x", "pa55word"],
    ["GET https://host/x?api_key=abcdef&x=1", "abcdef"],
    ["token: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc", "eyJ"],
    [`The encrypted content ${"gAAAAAB".repeat(20)} could not be verified`, "gAAAAABgAAAAAB"],
    [`Invalid data:image/png;base64,${"iVBORw0KGgo".repeat(3)} here`, "iVBORw0KGgo"],
  ])("%s", (text, secret) => {
    expect(text).toContain(secret);
    expect(cleanText(text)).not.toContain(secret);
    const shown = JSON.stringify(toAnthropicError({ status: 400, body: { error: { message: text } } }));
    expect(shown).not.toContain(secret);
  });

  it("leaves an ordinary sentence alone", () => {
    const text = "Invalid value: 'input[3].content[0].type'. Supported values are: 'input_text' and 'input_image'.";
    expect(quotableText(text)).toBe(text);
  });

  it("makes one line of bounded length, whole in its surrogates", () => {
    expect(cleanText("a\r\nb\u0000\tc")).toBe("a b c");
    const long = cleanText(`${"ab ".repeat(166)}😀😀😀`);
    expect(long.length).toBeLessThanOrEqual(500);
    expect(long).not.toMatch(/\p{Surrogate}/u);
  });

  it("costs little for a text of many megabytes", () => {
    const began = performance.now();
    cleanText("Bearer ".repeat(3_000_000));
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe("words on which Claude Code acts (trap 16)", () => {
  it.each([
    "overloaded_error",
    "prompt is too long: 5 tokens > 4 maximum",
    "Invalid `signature` in `thinking` block",
    "credit balance is too low",
    "input length and `max_tokens` exceed context limit: 1 + 2 > 2",
    "image exceeds 5 MB maximum",
    "Extra inputs are not permitted",
  ])("%s does not come out of an upstream's text, code or type", (words) => {
    for (const error of [
      { message: `Sorry: ${words}` },
      { message: "x", code: words },
      { message: "x", param: words },
    ]) {
      expect(JSON.stringify(toAnthropicError({ status: 500, body: { error } }))).not.toContain(words);
    }
  });
});
