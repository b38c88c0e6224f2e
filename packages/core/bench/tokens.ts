/**
 * CPU time of counting, beside js-tiktoken and tiktoken in the same run: milliseconds a megabyte, best of three.
 * Run: node --conditions=@transpond/source --import tsx packages/core/bench/tokens.ts
 */
import { Tiktoken } from "js-tiktoken/lite";
import { get_encoding } from "tiktoken";
import { loadEncoder } from "../src/tokens/byte-pair.js";

const KIB = 1024;
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const before = cpu();
const encoder = await loadEncoder();
const loaded = cpu() - before;
const { default: ranks } = await import("js-tiktoken/ranks/o200k_base");
const lite = new Tiktoken(ranks);
const wasm = get_encoding("o200k_base");

const WORDS =
  "a gateway between two services reads every request once translates what it can and says what it cannot so that nobody has to guess why their unquestionably reasonable configuration was interpreted differently elsewhere".split(
    " ",
  );
let state = 7;
const random = (below: number): number => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return (state >>> 8) % below;
};
const word = (): string => WORDS[random(WORDS.length)] ?? "";
const fill = (units: number, make: () => string): string => {
  let text = "";
  while (text.length < units) text += make();
  return text.slice(0, units);
};
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const EMOJI = ["😀", "🎉", "👍", "🚀", "❤️"];

const texts: Record<string, (units: number) => string> = {
  prose: (units) => fill(units, () => `${word()}${random(9) === 0 ? ". " : " "}`),
  json: (units) => fill(units, () => `${JSON.stringify({ id: random(1e9), name: word(), tags: [word(), word()] })},`),
  code: (units) => fill(units, () => `  const ${word()}${random(99)} = ${word()}(${word()}, ${random(1000)});\n`),
  "one letter": (units) => "a".repeat(units),
  blanks: (units) => " ".repeat(units),
  han: (units) => fill(units, () => String.fromCodePoint(0x4e00 + random(3000))),
  emoji: (units) => fill(units, () => EMOJI[random(EMOJI.length)] ?? ""),
  base64: (units) => fill(units, () => BASE64[random(64)] ?? ""),
};

/** Runs without a break are quadratic in the other libraries: they get less of them, so that the run ends. */
const BROKEN = new Set(["prose", "json", "code"]);
const counters: [name: string, count: (text: string) => number, unbroken: number][] = [
  ["transpond", (text) => encoder.count(text), 1024 * KIB],
  ["js-tiktoken", (text) => lite.encode(text, [], []).length, 2 * KIB],
  ["tiktoken", (text) => wasm.encode(text, [], []).length, 16 * KIB],
];

function millisecondsPerMegabyte(count: (text: string) => number, text: string): number {
  const bytes = new TextEncoder().encode(text).length;
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run += 1) {
    const start = cpu();
    let done = 0;
    do {
      count(text);
      done += bytes;
    } while (cpu() - start < 20);
    best = Math.min(best, ((cpu() - start) * 1e6) / done);
  }
  return best;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
print(`first load: ${loaded.toFixed(0)} ms CPU`);
print(["ms per MB".padEnd(12), ...counters.map(([name]) => name.padStart(14))].join(""));
for (const [name, make] of Object.entries(texts)) {
  const cells = counters.map(([, count, unbroken]) => {
    const units = BROKEN.has(name) ? 256 * KIB : unbroken;
    return millisecondsPerMegabyte(count, make(units)).toFixed(0).padStart(14);
  });
  print([name.padEnd(12), ...cells].join(""));
}
print("Runs without a break are measured on 1 MiB (transpond), 2 KiB (js-tiktoken) and 16 KiB (tiktoken).");
