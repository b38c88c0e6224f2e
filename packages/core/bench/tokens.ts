/**
 * CPU time of counting, beside js-tiktoken, gpt-tokenizer and tiktoken in the same run: milliseconds a megabyte (10⁶ bytes
 * of UTF-8), best of three; how much an unbroken megabyte costs beside prose; the first count in a fresh process.
 * Run: node --conditions=@transpond/source --import tsx packages/core/bench/tokens.ts
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { Tiktoken } from "js-tiktoken/lite";
import ranks from "js-tiktoken/ranks/o200k_base";
import { get_encoding } from "tiktoken";
import { loadEncoder } from "../src/tokens/byte-pair.js";
import { cpu } from "./tokens/cpu.js";
import { BROKEN, UNBROKEN } from "./tokens/texts.js";

const encoder = await loadEncoder();
const lite = new Tiktoken(ranks);
const wasm = get_encoding("o200k_base");
const asText = { disallowedSpecial: new Set<string>() };

/** How much of an unbroken text each gets: it is quadratic in the other libraries, and the run shall end. */
const counters: readonly [name: string, count: (text: string) => number, unbrokenUnits: number][] = [
  ["transpond", (text) => encoder.count(text), 1_000_000],
  ["js-tiktoken", (text) => lite.encode(text, [], []).length, 2000],
  ["gpt-tokenizer", (text) => encode(text, asText).length, 16_000],
  ["tiktoken", (text) => wasm.encode(text, [], []).length, 16_000],
];
const brokenUnits = 250_000;

function millisecondsPerMegabyte(count: (text: string) => number, text: string): number {
  const bytes = Buffer.byteLength(text);
  let cut = 0;
  const runs = Array.from({ length: 3 }, () => {
    const start = cpu();
    let done = 0;
    do {
      // Not the very same text again: some remember what they have counted.
      cut += 1;
      count(text.slice(cut));
      done += bytes - cut;
    } while (cpu() - start < 20);
    return ((cpu() - start) * 1e6) / done;
  });
  return Math.min(...runs);
}

const print = (name: string, cells: readonly string[]): void => {
  process.stdout.write(`${name.padEnd(12)}${cells.map((cell) => cell.padStart(14)).join("")}\n`);
};

function row(name: string, make: (units: number) => string, unitsOf: (unbrokenUnits: number) => number): number {
  const times = counters.map(([, count, unbroken]) => millisecondsPerMegabyte(count, make(unitsOf(unbroken))));
  print(
    name,
    times.map((time) => time.toFixed(0)),
  );
  return times[0] ?? Number.NaN;
}

process.stdout.write(
  execFileSync(process.execPath, [...process.execArgv, fileURLToPath(new URL("first-count.ts", import.meta.url))]),
);
print(
  "ms per MB",
  counters.map(([name]) => name),
);
const broken = Object.entries(BROKEN).map(([name, make]) => ({ name, time: row(name, make, () => brokenUnits) }));
const unbroken = Object.entries(UNBROKEN).map(([name, make]) => ({ name, time: row(name, make, (units) => units) }));
const prose = broken.find(({ name }) => name === "prose")?.time ?? Number.NaN;
process.stdout.write(
  `Texts without a break: ${counters.map(([name, , units]) => `${name} ${units / 1000}`).join(", ")} thousand UTF-16 units.\n` +
    `A megabyte beside one of prose: ${unbroken.map(({ name, time }) => `${name} ${(time / prose).toFixed(1)}`).join(", ")} times.\n`,
);
