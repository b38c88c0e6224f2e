import type { MountName } from "../mounts.js";
import { type StartedProcess, startProcess } from "../start-process.js";
import type { Question } from "./client.js";
import { clientModels, nothingPath, type Size, upstreamModels } from "./models.js";

/** One way from the client to the upstream. */
export interface Target {
  readonly name: string;
  /** What is measured by the goals; the others are what it is measured against. */
  readonly isAdapter: boolean;
  readonly questions: Readonly<Record<Size, Question>>;
  /** The process on the way; none where there is only the upstream. */
  readonly process: StartedProcess | undefined;
}

export interface Targets {
  readonly all: readonly Target[];
  /** Answered at once with nothing: what a request costs the client itself. */
  readonly nothing: Question;
  readonly close: () => Promise<void>;
}

const words = "Read the file and say what it does, in one sentence.";
const json = { "content-type": "application/json" };

/** What the adapters send to the upstream, for those who speak to it themselves. */
function responsesQuestion(base: string, size: Size): Question {
  const content = [{ type: "input_text", text: words }];
  const input = [{ type: "message", role: "user", content }];
  const body = { model: upstreamModels[size], input, max_output_tokens: 1024, stream: true, store: false };
  const headers = { ...json, authorization: "Bearer sk-bench" };
  return { url: `${base}/v1/responses`, headers, body: Buffer.from(JSON.stringify(body)), end: '"total_tokens"' };
}

function messagesQuestion(base: string, size: Size): Question {
  const messages = [{ role: "user", content: words }];
  const body = { model: clientModels[size], max_tokens: 1024, messages, stream: true };
  const headers = { ...json, "x-api-key": "bench-key", "anthropic-version": "2023-06-01" };
  return { url: `${base}/v1/messages`, headers, body: Buffer.from(JSON.stringify(body)), end: "event: message_stop" };
}

const both = (question: (base: string, size: Size) => Question, base: string) => ({
  small: question(base, "small"),
  long: question(base, "long"),
});

/** Proxies that translate nothing, the first the one that adapters are measured against. */
const proxies: readonly (readonly [name: string, file: string])[] = [
  ["pass-through", "pass-through.ts"],
  ["pass-through by fetch", "pass-through-fetch.ts"],
  ["rewriting each event", "rewriting.ts"],
];

const adapters: readonly (readonly [mount: MountName, log: boolean])[] = [
  ["node", false],
  ["node", true],
  ["express", false],
  ["express", true],
  ["fastify", false],
  ["fastify", true],
];

/** Starts everything, each in a process of its own. @param flags Of Node's, for the adapters. */
export async function startTargets(wanted: string, flags: readonly string[] = []): Promise<Targets> {
  const upstream = await startProcess("http/upstream.ts");
  const isAdapter = false;
  const direct = { name: "direct", isAdapter, questions: both(responsesQuestion, upstream.url), process: undefined };
  const all: Target[] = [direct];
  for (const [name, file] of proxies) {
    const process = await startProcess(`http/${file}`, { settings: { upstream: upstream.url } });
    all.push({ name, isAdapter, questions: both(responsesQuestion, process.url), process });
  }
  for (const [mount, log] of adapters) {
    const name = `${mount}${log ? ", its default log" : ""}`;
    if (!name.includes(wanted)) continue;
    const settings = { mount, log, upstream: upstream.url };
    const process = await startProcess("http/adapter.ts", { settings, flags });
    all.push({ name, isAdapter: true, questions: both(messagesQuestion, process.url), process });
  }
  return {
    all,
    nothing: { ...direct.questions.small, url: `${upstream.url}${nothingPath}`, end: undefined },
    close: async () => {
      // The upstream last: nothing then waits for it.
      for (const each of [...all.flatMap((target) => target.process ?? []), upstream]) {
        await each.close();
        each.end();
      }
    },
  };
}
