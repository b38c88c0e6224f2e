/**
 * Memory of translators that are held open in the middle of a message: 10,000 clients that wait at the same time. Prints
 * kB for each in the middle of a message of 20 kB, and right before its end; exits with 1 where the middle takes more
 * than 50. Needs `node --expose-gc`.
 */
import { createTranslator, type StreamEvent, streamTranslator } from "../src/index.js";
import { beginningOf, benchContext } from "./upstream-streams.js";

/** All kinds together; each in groups, of which the median counts. */
const held = Number(process.env.HELD ?? 10_000);
const groups = 5;
const messageLength = 20_000;
/** In the middle of a message, in kB. */
const bound = 50;
/** Of a network read: what a TCP segment holds. */
const readSize = 1460;

type Beginning = ReturnType<typeof beginningOf>;
type Opened = {
  translator: unknown;
  /** Reads on to the end of what was said. */
  goOn: () => Promise<void>;
};

const messages = {
  text: beginningOf(["output_text"], messageLength),
  "tool arguments": beginningOf(["function_call_arguments"], messageLength),
  "interleaved items": beginningOf(
    ["output_text", "function_call_arguments", "function_call_arguments"],
    messageLength,
  ),
};
const ways = { createTranslator: pushed, streamTranslator: iterated };
const each = Math.ceil(held / Object.keys(messages).length / Object.keys(ways).length / groups);
const all: Opened[] = [];

process.stdout.write(`kB for each translator      in the middle of 20 kB   before the end\n`);
for (const [kind, message] of Object.entries(messages)) {
  for (const [way, open] of Object.entries(ways)) {
    await open(message);
    const middle: number[] = [];
    const whole: number[] = [];
    for (let group = 0; group < groups; group++) {
      const before = memory();
      const opened: Opened[] = [];
      for (let i = 0; i < each; i++) opened.push(await open(message));
      middle.push((memory() - before) / each / 1000);
      for (const { goOn } of opened) await goOn();
      whole.push((memory() - before) / each / 1000);
      all.push(...opened);
    }
    if (!(median(middle) <= bound)) process.exitCode = 1;
    const print = (values: number[]) => median(values).toFixed(1);
    process.stdout.write(
      `  ${kind.padEnd(18)} ${way.padEnd(18)} ${print(middle).padStart(8)} ${print(whole).padStart(16)}\n`,
    );
  }
}
const rss = (process.memoryUsage().rss / 1e6).toFixed(0);
process.stdout.write(`  ${all.length} held open at the end, in a process of ${rss} MB\n`);

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Bytes in use after everything that can be freed was freed. */
function memory(): number {
  if (!global.gc) throw new Error("Run with --expose-gc.");
  global.gc();
  global.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function* reads(bytes: Uint8Array, from: number, to: number): Generator<Uint8Array> {
  for (let at = from; at < to; at += readSize) yield bytes.slice(at, Math.min(at + readSize, to));
}

async function pushed({ bytes, middle }: Beginning): Promise<Opened> {
  const translator = createTranslator(benchContext);
  const push = (from: number, to: number) => {
    for (const chunk of reads(bytes, from, to)) translator.push(chunk);
  };
  push(0, middle);
  return { translator, goOn: async () => push(middle, bytes.length) };
}

/** What waits for the upstream is held as well. */
async function iterated({ bytes, middle }: Beginning): Promise<Opened> {
  let chunks = reads(bytes, 0, middle);
  let silent = () => {};
  let wake = () => {};
  const silence = () =>
    new Promise<void>((resolve) => {
      silent = resolve;
    });
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    for (;;) {
      const result = chunks.next();
      if (!result.done) return result;
      silent();
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const begun = silence();
  const translator = consume(streamTranslator({ [Symbol.asyncIterator]: () => ({ next }) }, benchContext));
  await begun;
  const goOn = async () => {
    const over = silence();
    chunks = reads(bytes, middle, bytes.length);
    wake();
    await over;
  };
  return { translator, goOn };
}

async function consume(events: AsyncIterable<StreamEvent>): Promise<number> {
  let count = 0;
  for await (const _ of events) count++;
  return count;
}
