/**
 * Stream translation, from upstream bytes to Anthropic bytes, against the floor of reading, splitting, parsing and
 * writing the same events. Prints medians and the ratio of each round's pair, since machines drift.
 */
import { createTranslator, encodeServerSentEvents, streamTranslator } from "../src/index.js";
import { eventEncoder } from "../src/stream/encode-events.js";
import { argumentStream, benchContext, textStream } from "./upstream-streams.js";

const readSize = 16 * 1024;
const rounds = 40;

const cases = { "20,000 text deltas": textStream(20_000), "2,000 argument deltas": argumentStream(2_000) };

for (const [name, bytes] of Object.entries(cases)) {
  const runs = { floor: [] as number[], createTranslator: [] as number[], streamTranslator: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    runs.floor.push(await timed(() => floor(bytes)));
    runs.createTranslator.push(await timed(() => pure(bytes)));
    runs.streamTranslator.push(await timed(() => streamed(bytes)));
  }
  const half = rounds / 2; // The first half warms up.
  const settled = Object.fromEntries(Object.entries(runs).map(([key, times]) => [key, times.slice(half)]));
  print(name, settled.floor ?? [], settled);
}

function print(name: string, floorTimes: number[], runs: Record<string, number[]>): void {
  process.stdout.write(`${name}\n`);
  for (const [key, times] of Object.entries(runs)) {
    const ratio = median(times.map((time, i) => time / (floorTimes[i] ?? Number.NaN)));
    process.stdout.write(
      `  ${key.padEnd(18)} ${median(times).toFixed(2).padStart(8)} ms   ${ratio.toFixed(2)} x floor\n`,
    );
  }
}

async function timed(run: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function* reads(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += readSize) yield bytes.subarray(at, at + readSize);
}

/** The least that any translation does: decode, split, parse, write the translated delta, encode. */
function floor(bytes: Uint8Array): number {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = "";
  let written = 0;
  for (const chunk of reads(bytes)) {
    const frames = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
    rest = frames.pop() ?? "";
    let out = "";
    for (const frame of frames) {
      const event = JSON.parse(frame.slice(frame.indexOf("data: ") + 6));
      if (typeof event.delta !== "string") continue;
      const delta = event.type.startsWith("response.output_text")
        ? { type: "text_delta", text: event.delta }
        : { type: "input_json_delta", partial_json: event.delta };
      out += `event: content_block_delta\ndata: ${JSON.stringify({ type: "content_block_delta", index: 0, delta })}\n\n`;
    }
    written += encoder.encode(out).length;
  }
  return written;
}

function pure(bytes: Uint8Array): number {
  const translator = createTranslator(benchContext);
  const encode = eventEncoder();
  const encoder = new TextEncoder();
  let written = 0;
  for (const chunk of reads(bytes)) {
    let out = "";
    for (const event of translator.push(chunk)) out += encode(event);
    written += encoder.encode(out).length;
  }
  return written;
}

async function streamed(bytes: Uint8Array): Promise<number> {
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of reads(bytes)) controller.enqueue(chunk);
      controller.close();
    },
  });
  const reader = encodeServerSentEvents(streamTranslator(source, benchContext)).getReader();
  let written = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return written;
    written += value.length;
  }
}
