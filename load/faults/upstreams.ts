import type { ServerResponse } from "node:http";
import { type Behaviour, behaviours } from "@transpond/testkit";
import { cannedStream } from "../http/canned.js";
import { type Expected, error, failed, refused, tooSlow } from "./expected.js";
import { silenceMs } from "./limits.js";

/** One way of an upstream to answer, and what its clients are to hear. */
export interface UpstreamFault {
  readonly behave: Behaviour;
  readonly expected: Expected;
  /** How often it is drawn beside the others. */
  readonly weight: number;
  /** Within which that is to be. Default: no matter. Milliseconds. */
  readonly withinMs?: number;
}

const events = { "content-type": "text/event-stream" };
const small = cannedStream("gpt-5.4", 6);
const long = cannedStream("gpt-5.4", 1500);

/** Writes events one by one, with pauses, for as long as somebody reads. */
async function inPieces(response: ServerResponse, frames: readonly Buffer[], pauseMs: number): Promise<void> {
  response.writeHead(200, events);
  for (const frame of frames) {
    if (response.destroyed) return;
    response.write(frame);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  response.end();
}

/** The first events of an answer, and then its end or a broken connection. */
const cutAfter = (count: number, how: "end" | "reset"): Behaviour =>
  function cut(_, response) {
    response.writeHead(200, events);
    response.flushHeaders();
    const broken = () => (how === "end" ? response.end() : response.destroy());
    if (count === 0) broken();
    else response.write(Buffer.concat(small.slice(0, count)), broken);
  };

const refusal =
  (status: number, body: object, headers: Record<string, string> = {}): Behaviour =>
  (_, response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify({ error: body }));

/** Begins well, and then reports a failure inside the stream. */
const failsInside =
  (count: number, code: string): Behaviour =>
  (_, response) => {
    const failure = { type: "response.failed", sequence_number: count, response: failedResponse(code) };
    response.writeHead(200, events).end(`${small.slice(0, count).join("")}data: ${JSON.stringify(failure)}\n\n`);
  };

const failedResponse = (code: string) => ({
  id: "resp_bench",
  object: "response",
  model: "gpt-5.4",
  status: "failed",
  output: [],
  error: { code, message: "no" },
});

const rogue = (name: string, expected: Expected, weight = 1): [string, UpstreamFault] => {
  const behave = behaviours[name];
  if (!behave) throw new Error(`no such behaviour: ${name}`);
  return [name, { behave, expected, weight }];
};

const own = (name: string, behave: Behaviour, expected: Expected, weight = 1): [string, UpstreamFault] => [
  name,
  { behave, expected, weight },
];

/** What an upstream may do. Those that end in a time limit hold a client for a second, so they are drawn less often. */
export const upstreamFaults: Readonly<Record<string, UpstreamFault>> = Object.fromEntries([
  own("good", (_, response) => response.writeHead(200, events).end(Buffer.concat(small)), "message", 12),
  own("long", (_, response) => response.writeHead(200, events).end(Buffer.concat(long)), "message", 2),
  own("slow", (_, response) => void inPieces(response, small, 15), "message", 3),
  rogue("json", "message"),
  ...["reset", "html", "htmlError", "emptyError", "emptyBody", "otherJson", "garbage", "redirect", "plainText"].map(
    (name) => rogue(name, failed),
  ),
  ...["hugeJson", "hugeError"].map((name) => rogue(name, failed, 0.3)),
  // By its size or its time.
  rogue("hugeEvent", [...failed, ...tooSlow], 0.05),
  ...["silent", "headOnly", "stalled"].map((name): [string, UpstreamFault] => {
    const [, fault] = rogue(name, tooSlow);
    return [name, { ...fault, withinMs: silenceMs }];
  }),
  ...["comments", "endless"].map((name) => rogue(name, tooSlow, 0.3)),
  // Behind the last event nothing is missing any more.
  ...Array.from({ length: small.length - 1 }, (_, count) => count).flatMap((count) => [
    own(`ended after ${count}`, cutAfter(count, "end"), failed, 0.4),
    own(`reset after ${count}`, cutAfter(count, "reset"), failed, 0.4),
  ]),
  own("reset behind the end", cutAfter(small.length, "reset"), "message"),
  own("429", refusal(429, { code: "rate_limit_exceeded", message: "wait" }), error(429, "rate_limit_error")),
  own("503", refusal(503, { message: "busy" }), error(529, "overloaded_error")),
  own("401", refusal(401, { code: "invalid_api_key", message: "no" }), failed),
  own("402", refusal(429, { code: "insufficient_quota", message: "pay" }), error(402, "billing_error")),
  own("403", refusal(403, { message: "no" }), error(403, "permission_error")),
  own("404", refusal(404, { code: "model_not_found", message: "no" }), error(404, "not_found_error")),
  own("400", refusal(400, { type: "invalid_request_error", message: "no" }), refused),
  own("504", refusal(504, { message: "late" }), tooSlow),
  own("fails at once", failsInside(1, "context_length_exceeded"), refused),
  own("fails in the middle", failsInside(6, "server_error"), failed),
]);
