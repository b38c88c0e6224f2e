/**
 * CPU time of detecting and redacting: megabytes (10⁶ bytes of UTF-8) a second on an agent's request of 64 KiB, as the
 * text of its JSON and as an object, beside `JSON.stringify` and a bare loop over the text in the same rounds; then
 * milliseconds for a megabyte of nothing but findings, and how much doubling the text costs.
 * Run: node --conditions=@transpond/source --import tsx packages/core/bench/redact.ts
 */
import { detect, redact } from "../src/redact/index.js";
import { agentRequest, HOSTILE } from "./redaction/texts.js";

const ROUNDS = 40;
const MEGABYTE = 1_000_000;

const request = agentRequest(64 * 1024);
const text = JSON.stringify(request);
const bytes = Buffer.byteLength(text);

/** The least that any reading does. */
function bareLoop(read: string): number {
  let sum = 0;
  for (let at = 0; at < read.length; at += 1) sum += read.charCodeAt(at);
  return sum;
}

function milliseconds(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const print = (...cells: string[]) =>
  process.stdout.write(`${cells.map((cell, at) => (at ? cell.padStart(16) : cell.padEnd(28))).join("")}\n`);

const ways: Readonly<Record<string, () => unknown>> = {
  "bare loop": () => bareLoop(text),
  "JSON.stringify": () => JSON.stringify(request),
  "detect, text": () => detect(text),
  "redact, text": () => redact(text),
  "redact, object": () => redact(request),
};

function ordinary(): void {
  const runs: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(ways)) {
      runs[name] ??= [];
      // Some at once: the clock is coarse.
      runs[name].push(milliseconds(() => Array.from({ length: 8 }, run)) / 8);
    }
  }
  const settled = Object.entries(runs).map(([name, times]) => [name, times.slice(ROUNDS / 2)] as const);
  const stringify = settled.find(([name]) => name === "JSON.stringify")?.[1] ?? [];
  print(`a request of ${Math.round(bytes / 1024)} KiB`, "MB/s", "x JSON.stringify", "findings");
  for (const [name, times] of settled) {
    const ratio = median(times.map((time, at) => time / (stringify[at] ?? Number.NaN)));
    const found = name.startsWith("detect") ? String(detect(text).length) : "";
    print(name, (bytes / 1000 / median(times)).toFixed(1), ratio.toFixed(1), found);
  }
}

const best = (run: () => unknown) => Math.min(...Array.from({ length: 3 }, () => milliseconds(run)));

function hostile(): void {
  print("1 MB of nothing but", "detect, ms", "redact, ms", "doubled");
  for (const [name, make] of Object.entries(HOSTILE)) {
    const [half, whole] = [make(MEGABYTE / 2), make(MEGABYTE)];
    const [before, after] = [best(() => redact(half)), best(() => redact(whole))];
    print(name, best(() => detect(whole)).toFixed(0), after.toFixed(0), `${(after / before).toFixed(2)} x`);
  }
}

ordinary();
hostile();
