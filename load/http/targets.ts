import type { MountName } from "../mounts.js";
import { type StartedProcess, startProcess } from "../start-process.js";
import type { Question } from "./client.js";
import { clientModels, nothingPath, type Size, upstreamModels } from "./models.js";

/** One way from the client to the upstream. */
export interface Target {
  readonly name: string;
  readonly questions: Readonly<Record<Size, Question>>;
  /** The process on the way; none where there is only the upstream. */
  readonly process: StartedProcess | undefined;
}

export interface Targets {
  readonly all: readonly Target[];
  readonly direct: Target;
  readonly passThrough: Target;
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
  const proxy = await startProcess("http/pass-through.ts", { settings: { upstream: upstream.url } });
  const rewriter = await startProcess("http/rewriting.ts", { settings: { upstream: upstream.url } });
  const direct = { name: "direct", questions: both(responsesQuestion, upstream.url), process: undefined };
  const passThrough = { name: "pass-through", questions: both(responsesQuestion, proxy.url), process: proxy };
  const rewriting = {
    name: "rewriting each event",
    questions: both(responsesQuestion, rewriter.url),
    process: rewriter,
  };
  const all: Target[] = [direct, passThrough, rewriting];
  for (const [mount, log] of adapters) {
    const name = `${mount}${log ? ", its default log" : ""}`;
    if (!name.includes(wanted)) continue;
    const settings = { mount, log, upstream: upstream.url };
    const process = await startProcess("http/adapter.ts", { settings, flags });
    all.push({ name, questions: both(messagesQuestion, process.url), process });
  }
  return {
    all,
    direct,
    passThrough,
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
