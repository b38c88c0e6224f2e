import { describe, expect, it } from "vitest";
import { beginningOf, cleanText, quotableText } from "../../src/errors/clean-text.js";

const hex = "0123456789abcdef".repeat(2);

describe("what never leaves, and what of its sentence does", () => {
  it.each([
    ["Incorrect API key provided: sk-proj-Ab12_cd-34Ef. You can", "Incorrect API key provided: [removed]. You can"],
    ["Incorrect API key provided: not-a-re*****ized. You can", "Incorrect API key provided: [removed]. You can"],
    ["Incorrect API key provided: hunter2", "Incorrect API key provided: [removed]"],
    ["api key provided hunter2!", "api key provided [removed]"],
    ["api key provided:hunter2!", "api key provided:[removed]"],
    ["the key sk-proj-Ab12_cd-34Ef was revoked", "the key [removed] was revoked"],
    ["sess-Ab12Cd34 of acct_1Ab2Cd3Ef4", "[removed] of [removed]"],
    [
      "ghp_Ab12Cd34Ef56, github_pat_11ABCDEFG0, glpat-Ab12Cd34Ef, hf_Ab12Cd34Ef, xoxb-1234567890-ab",
      "[removed], [removed], [removed], [removed], [removed]",
    ],
    ["the key sk_live_Ab12 was revoked", "the key [removed] was revoked"],
    [
      "keys rk-1234, pk-1234, ek_1234, gsk_1234, xai-1234",
      "keys [removed], [removed], [removed], [removed], [removed]",
    ],
    ["the key abc-***123 or ***** or abc****", "the key [removed] or [removed] or [removed]"],
    ["Header was Bearer abc.def-123456", "Header was Bearer [removed]"],
    ["Header was Bearer\tabc.def-123456", "Header was Bearer [removed]"],
    ["Header was Basic dXNlcjpwYXNz", "Header was Basic [removed]"],
    ["Header was basic abcdef12", "Header was basic [removed]"],
    ["for organization org-Ab12Cd34 on tokens", "for organization [removed] on tokens"],
    ["for org-A1b, proj_Abc12", "for [removed], [removed]"],
    ["project proj_abcdef has no access", "project [removed] has no access"],
    ["by user-Ab12Cd34, asst_Ab12Cd34, ws-1bcdef", "by [removed], [removed], [removed]"],
    ["token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc!", "token [removed]!"],
    ["token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0!", "token [removed]!"],
    ["AWS AKIAIOSFODNN7EXAMPLE and ASIAIOSFODNN7EXAMPLE", "AWS [removed] and [removed]"],
    ["Google AIzaSyA1234567890abcdefghij", "Google [removed]"],
    ["see https://user:pa55word@host/x", "see https://[removed]@host/x"],
    ["see https://onlykey@host/x", "see https://[removed]@host/x"],
    [
      "GET https://host/x?api_key=abcdef&x=1#access_token=z1",
      "GET https://host/x?api_key=[removed]&x=1#access_token=[removed]",
    ],
    ["GET /x?sig=a%2Fb&code=7&X-Amz-Signature=9", "GET /x?sig=[removed]&code=[removed]&X-Amz-Signature=[removed]"],
    ['{"api_key": "abcdef", "x": 1}', '{"api_key": "[removed]", "x": 1}'],
    [
      "client_secret=abcdef password: hunter22 accesskey='a1b2c3'",
      "client_secret=[removed] password: [removed] accesskey='[removed]'",
    ],
    [`Azure ${hex} and ${hex.toUpperCase()}.`, "Azure [removed] and [removed]."],
    [`The content ${"gAAAAAB".repeat(20)} is bad`, "The content [removed] is bad"],
    [`Invalid data:image/png;base64,${"iVBORw0KGgo".repeat(3)} here`, "Invalid [data] here"],
    ["Invalid data:text/plain;base64, here", "Invalid [data] here"],
  ])("%s", (text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  it("a request that is quoted back, whatever stands around it", () => {
    const body = JSON.stringify({
      model: "gpt-5.4",
      input: [{ role: "user", content: "My diary says that I was not there" }],
    });
    const python = body.replaceAll('"', "'");
    for (const quoted of [body, python, JSON.stringify(body).slice(1, -1), body.replace("{", "{ ")]) {
      expect(cleanText(`Bad body: ${quoted} (odd)`)).toBe("Bad body: [data] (odd)");
    }
    expect(cleanText(`Bad body: ${body.slice(0, -3)}`)).toBe("Bad body: [data]");
    expect(cleanText(`Bad: ${body.slice(0, -4)} tail`)).toBe("Bad: [data]");
  });
});

describe("what stays", () => {
  it.each([
    "Invalid value: 'input[3].content[0].type'. Supported values are: 'input_text' and 'input_image'.",
    "Invalid schema: {'type': 'object'} is not valid under any of the given schemas.",
    "Use 'user_location' or user-friendly names; basic authentication is needed",
    "A mask of disk-based risk-free tasks, e.g. org-wide, max_tokens: 128000, token: 12345",
    `resp_${hex}, file-${hex}, ${hex}0, ${hex.slice(1)}`,
    "4f9c1d2e-1111-2222-3333-444455556666 ** not a key **",
    "see https://host/x@y?page=2&size=1",
    "A{b} {} { x } ünï😀",
    "x".repeat(63),
  ])("%s", (text) => {
    expect(cleanText(text)).toBe(text);
    expect(quotableText(text)).toBe(text);
  });

  it("JSON that is short", () => {
    const short = `{"a":"${"b ".repeat(36)}"}`;
    expect(short.length).toBe(80);
    expect(cleanText(short)).toBe(short);
    expect(cleanText(short.replace("b", "bb"))).toBe("[data]");
  });
});

describe("form", () => {
  it("one line, without control and invisible characters, none of which hides a key", () => {
    expect(cleanText(" a\r\nb\u0000\tc\u2028d ")).toBe("a b c d");
    expect(cleanText("a\u200b\u202eb\ufeff")).toBe("ab");
    expect(cleanText("s\u200bk-Ab\u00ad12Cd34")).toBe("[removed]");
    expect(cleanText("a\ud800b")).toBe("a\ufffdb");
  });

  it("as long as is allowed, whole in its code points", () => {
    expect(cleanText(`${"ab ".repeat(166)}ab`)).toHaveLength(500);
    expect(cleanText(`${"ab ".repeat(166)}abc`)).toBe(`${"ab ".repeat(166)}a…`);
    expect(cleanText("abcde", 5)).toBe("abcde");
    expect(cleanText("abcdef", 5)).toBe("abcd…");
    expect(cleanText("abc😀f", 5)).toBe("abc…");
    expect(cleanText("ab😀ef", 5)).toBe("ab😀…");
  });

  it("of a text that is much too long, whole words are looked at, so that no half of a key is left", () => {
    expect(beginningOf("one two three", 13)).toBe("one two three");
    expect(beginningOf("one two three", 12)).toBe("one two");
    expect(beginningOf("one two three", 8)).toBe("one two");
    expect(beginningOf("one two three four", 9)).toBe("one two");
    expect(beginningOf("onetwothree", 5)).toBe("");
    const filler = `data:image/png;base64,${"A".repeat(3950)}`;
    expect(cleanText(`${filler} //user:${"a".repeat(40)}@host`)).toBe("[data]");
  });
});

describe("words on which Claude Code acts (trap 16) are not quoted", () => {
  it.each([
    '{"type":"overloaded_error"}',
    "Prompt is too long: 5 tokens > 4 maximum",
    "prompt\nis too\tlong",
    "capability_rejected: prompt_too_long",
    "input length and `max_tokens` exceed context limit: 1 + 2 > 2",
    "Your credit balance is too low",
    "This organization has been disabled.",
    "Invalid `signature` in `thinking` block",
    "invalid signature in `thinking`:",
    "thinking.type.enabled is not supported",
    "thinking is not supported",
    "adaptive thinking: no",
    "`tool_use` ids were found without results",
    "tool_use id must be unique",
    "unexpected tool_use_id",
    "image exceeds 5 MB maximum",
    "image dimensions exceed many-image limits",
    "Could not process pdf",
    "The PDF specified was odd",
    "invalid model name",
    "Extra inputs are not permitted",
    "Unexpected role “x”",
    "role 'system' is not supported",
  ])("%s", (words) => {
    expect(quotableText(`Sorry: ${words} (so)`)).toBe("");
    expect(cleanText(words)).not.toBe("");
  });
});
