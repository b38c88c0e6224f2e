/** Texts to redact, written by hand and varied by a fixed seed: the same in each run. */

let state = 20_261_123;
/** Mulberry32. */
function random(below: number): number {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
}

const pick = <Item>(items: readonly [Item, ...Item[]]): Item => items[random(items.length)] ?? items[0];
const letters = (alphabet: string, length: number) =>
  Array.from({ length }, () => alphabet.charAt(random(alphabet.length))).join("");
const ALPHANUMERIC = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789";
const HEX = "0123456789abcdef";
const uuid = () => [8, 4, 4, 4, 12].map((length) => letters(HEX, length)).join("-");

const SENTENCES = [
  "You are a careful assistant that helps people with their software.",
  "Read a file before you change it, and keep to the conventions that you find there.",
  "When a test fails, look for the cause first; do not weaken the test (that would hide it).",
  "Answer briefly: at most four lines, unless the user asks for details.",
  "Paths are absolute; commands run in `bash` with a time limit of 120 seconds.",
  'Use the tool "Grep" to search - never run `grep` or `find` as a command.',
  "NOTE: results may be cut after 2000 lines, and lines after 2,000 characters.",
  "IMPORTANT: never commit unless you are told to, and never push with --force.",
  "- Prefer small functions; a name says what it holds.",
  "The working directory is /home/dev/projects/shop; today is 2026-03-14, and Node is v20.19.4.",
] as const;

const CODE = [
  "import { readFile } from 'node:fs/promises';",
  "export async function load(path: string): Promise<Config> {",
  "  const text = await readFile(path, 'utf8');",
  "  return schema.parse(JSON.parse(text));",
  "}",
  "",
  "/** The price in cents, with what the customer's country adds. */",
  "const total = items.reduce((sum, item) => sum + item.price * item.count, 0);",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: code as it is read from a file
  "  if (!response.ok) throw new HttpError(response.status, `GET ${url} failed: ${await response.text()}`);",
  "  for (let index = 0; index < rows.length; index += 1) {",
  "    const [key, value] = rows[index].split('=');",
  "    result.set(key.trim(), Number(value) * 1.19);",
  "  }",
  "export const maxTokens = 4096; // the model's limit",
  'describe("cart", () => { it("adds up", () => expect(total([])).toBe(0)); });',
  "type Key = keyof typeof table; // see ./table.ts:42",
  "@media (max-width: 640px) { .cart > li { margin: 0 4px; color: #1f2937; } }",
] as const;

const prose = (sentences: number) => Array.from({ length: sentences }, () => pick(SENTENCES)).join(" ");
const code = (lines: number) =>
  Array.from({ length: lines }, (_, line) => `${String(line + 1).padStart(6)}\t${pick(CODE)}`).join("\n");

const toolInputs: readonly [() => object, ...(() => object)[]] = [
  () => ({
    file_path: `/home/dev/projects/shop/src/${pick(["cart", "user", "order"])}/index.ts`,
    offset: 1,
    limit: 400,
  }),
  () => ({ pattern: "export (async )?function \\w+\\(", glob: "**/*.ts", output_mode: "content", "-n": true }),
  () => ({ command: "pnpm test -- --run src/cart && git diff --stat", timeout: 120000, description: "Run the tests" }),
  () => ({ file_path: "/home/dev/projects/shop/README.md", old_string: pick(CODE), new_string: pick(CODE) }),
];

function turn(): object[] {
  const id = `toolu_01${letters(ALPHANUMERIC, 22)}`;
  return [
    {
      role: "assistant",
      content: [
        { type: "thinking", thinking: prose(2), signature: letters(ALPHANUMERIC, 200) },
        { type: "text", text: prose(1) },
        { type: "tool_use", id, name: pick(["Read", "Grep", "Bash", "Edit"]), input: pick(toolInputs)() },
      ],
    },
    {
      role: "user",
      content: [{ type: "tool_result", tool_use_id: id, content: [{ type: "text", text: code(25) }] }],
    },
  ];
}

const tool = (name: string) => ({
  name,
  description: prose(6),
  input_schema: {
    type: "object",
    properties: {
      file_path: { type: "string", description: "The absolute path of the file" },
      limit: { type: "number", description: "How many lines to read, 2000 at most" },
    },
    required: ["file_path"],
    additionalProperties: false,
  },
});

/** An Anthropic request as an agent sends it, whose JSON has `units` UTF-16 units or a few more. */
export function agentRequest(units: number): object {
  const messages: object[] = [{ role: "user", content: "Please fix the failing test of the cart." }];
  const request = {
    model: "claude-sonnet-4-5-20250929",
    max_tokens: 32000,
    stream: true,
    metadata: { user_id: `user_${letters(HEX, 64)}_account__session_${uuid()}` },
    system: [{ type: "text", text: prose(60), cache_control: { type: "ephemeral" } }],
    tools: ["Read", "Grep", "Bash", "Edit"].map(tool),
    messages,
  };
  let length = JSON.stringify(request).length;
  while (length < units) {
    const added = turn();
    messages.push(...added);
    length += JSON.stringify(added).length;
  }
  return request;
}

const fill = (part: string, units: number) => part.repeat(Math.ceil(units / part.length)).slice(0, units);

/** Texts that are nothing but findings, or nothing but what findings begin with. */
export const HOSTILE: Readonly<Record<string, (units: number) => string>> = Object.fromEntries(
  Object.entries({
    mails: "alice@example.com ",
    phones: "+1 415 555 2671, ",
    cards: "4111 1111 1111 1111, ",
    accounts: "DE89 3704 0044 0532 0130 00, ",
    addresses: "203.0.113.7 ",
    "addresses (IPv6)": "2001:db8::8a2e:370:7334 ",
    "hardware addresses": "00:1a:2b:3c:4d:5e ",
    ssns: "123-45-6789, ",
    wallets: "0x52908400098527886E0F7030069857D2E4169EE7 ",
    passwords: "password: hunter2\n",
    tokens: "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8 ",
    headers: "authorization: Bearer a1B2c3D4e5F6g7H8\n",
    "headers without values": "authorization: ",
    "names without values": "password=",
    "weak names without values": "token=",
    "URLs with passwords": "https://user:hunter2@example.com/ ",
    "private keys": "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\n-----END PRIVATE KEY-----\n",
    "private keys without end": "-----BEGIN PRIVATE KEY-----\n",
    placeholders: "[EMAIL] ",
    "names and placeholders": "password=[SECRET]",
    "percent signs": "%25",
    backslashes: "\\",
    "escaped quotes": '\\"',
    "invisible characters": "\u200b",
    "open brackets": "[{",
    digits: "1",
  }).map(([name, part]) => [name, (units: number) => fill(part, units)]),
);
