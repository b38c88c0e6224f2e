import { fromOpenAIResponse, type MessagesRequest, toOpenAIRequest } from "@transpond/core";
import { correlationOf } from "../src/log/correlation.js";
import { logSettingsOf } from "../src/log/log-settings.js";
import { RequestLog } from "../src/log/request-log.js";

/**
 * What the default log costs a request: correlation and both entries, with a logger that does nothing and with one that
 * writes JSON, for a short conversation and for one of 800 messages. The goal is at most 50 µs an entry. The floor is
 * `JSON.stringify` of the two entries.
 */
const conversation = (turns: number): MessagesRequest => ({
  model: "claude-sonnet-5",
  max_tokens: 32_000,
  tools: Array.from({ length: 24 }, (_, index) => ({ name: `tool_${index}`, input_schema: { type: "object" } })),
  messages: Array.from({ length: turns }, (_, turn): MessagesRequest["messages"] => [
    { role: "user", content: [{ type: "text", text: "Go on" }] },
    { role: "assistant", content: [{ type: "tool_use", id: `toolu_${turn}`, name: "tool_1", input: {} }] },
    { role: "user", content: [{ type: "tool_result", tool_use_id: `toolu_${turn}`, content: "done" }] },
    { role: "assistant", content: "Well" },
  ]).flat(),
});

const written: object[] = [];
const loggers = {
  "no writing": { info: (entry: object) => written.splice(0, 1, entry) },
  "JSON lines": { info: (entry: object) => void JSON.stringify(entry) },
};
const headers = { "x-request-id": "9f0c2b64-5f5e-4a1b-8c2d-3e4f5a6b7c8d" };
const request = new Request("http://localhost/v1/messages", { method: "POST", headers });
const answer = new Response(null, { headers: { "x-request-id": "req_0123456789abcdef0123456789abcdef" } });

function microseconds(rounds: number, run: () => void): number {
  const samples = Array.from({ length: 15 }, () => {
    const began = process.cpuUsage();
    for (let round = 0; round < rounds; round += 1) run();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / rounds;
  });
  return samples.sort((a, b) => a - b)[7] ?? Number.NaN;
}

for (const turns of [1, 200]) {
  const body = conversation(turns);
  const { context } = toOpenAIRequest(body, { model: "gpt-5.4" });
  const { message } = fromOpenAIResponse({ id: "resp_1", model: "gpt-5.4", status: "completed", output: [] }, context);
  for (const [name, logger] of Object.entries(loggers)) {
    const settings = logSettingsOf({ upstream: {}, model: "gpt-5.4", logger });
    const cost = microseconds(1000, () => {
      const correlation = correlationOf(request.headers, "req_own");
      const log = new RequestLog({
        requestId: "req_own",
        correlation,
        incoming: request,
        settings,
        span: undefined,
        now: Date.now,
      });
      log.routed("/v1/messages");
      log.received(body, 100_000);
      log.streams(true);
      log.translated(body, context, null);
      log.accepted();
      log.upstreamCalled();
      log.upstreamAnswered(answer);
      log.head(200);
      log.contentBegan();
      log.finished(message);
      log.end("completed");
    });
    const floor = microseconds(1000, () => void JSON.stringify(written[0]));
    const ratio = (cost / 2 / floor).toFixed(1);
    process.stdout.write(
      `log, ${body.messages.length} messages, ${name}: ${(cost / 2).toFixed(1)} µs an entry (goal 50), ${ratio} × JSON.stringify of one\n`,
    );
  }
}
