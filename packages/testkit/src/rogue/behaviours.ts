import type { IncomingMessage, ServerResponse } from "node:http";

export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

const events = { "content-type": "text/event-stream" };
const frame = (event: object) => `data: ${JSON.stringify(event)}\n\n`;

const created = frame({
  type: "response.created",
  sequence_number: 0,
  response: { id: "resp_rogue", object: "response", model: "gpt-5.4", status: "in_progress", output: [] },
});
const opened = [
  created,
  frame({
    type: "response.output_item.added",
    sequence_number: 1,
    output_index: 0,
    item: { id: "msg_rogue", type: "message", role: "assistant", status: "in_progress", content: [] },
  }),
  frame({
    type: "response.content_part.added",
    sequence_number: 2,
    output_index: 0,
    content_index: 0,
    item_id: "msg_rogue",
    part: { type: "output_text", text: "", annotations: [] },
  }),
].join("");

const delta = (sequence_number: number) =>
  frame({
    type: "response.output_text.delta",
    sequence_number,
    output_index: 0,
    content_index: 0,
    item_id: "msg_rogue",
    delta: "and on ",
  });

/** Writes for as long as the other side reads. */
function forEver(response: ServerResponse, next: (turn: number) => string | Buffer, pauseMs = 0): void {
  let turn = 0;
  const write = () => {
    if (response.destroyed) return;
    const more = response.write(next(turn));
    turn += 1;
    if (!more) response.once("drain", write);
    else if (pauseMs > 0) setTimeout(write, pauseMs);
    else setImmediate(write);
  };
  write();
}

const html = "<!doctype html><title>502</title><h1>Bad Gateway</h1>";
const zeros = Buffer.alloc(64 * 1024, "0");

/** Ways to misbehave, by name. */
export const behaviours: Readonly<Record<string, Behaviour>> = {
  /** Takes the request and never answers. */
  silent: () => {},
  /** Closes the connection without an answer. */
  reset: (request) => request.socket.destroy(),
  /** A head, and then nothing. */
  headOnly: (_, response) => response.writeHead(200, events).flushHeaders(),
  /** Begins a message and falls silent. */
  stalled: (_, response) => {
    response.writeHead(200, events);
    response.write(opened + delta(3));
  },
  /** Text without end. */
  endless: (_, response) => {
    response.writeHead(200, events);
    response.write(opened);
    forEver(response, (turn) => delta(turn + 3), 5);
  },
  /** Comments without end, which say nothing. */
  comments: (_, response) => {
    response.writeHead(200, events);
    forEver(response, () => ": still here\n\n", 20);
  },
  /** One event without end. */
  hugeEvent: (_, response) => {
    response.writeHead(200, events);
    response.write('data: {"type":"response.created","x":"');
    forEver(response, () => zeros);
  },
  /** A JSON answer without end. */
  hugeJson: (_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"x":"');
    forEver(response, () => zeros);
  },
  /** An error whose body has no end. */
  hugeError: (_, response) => {
    response.writeHead(500, { "content-type": "application/json" });
    response.write('{"error":{"message":"');
    forEver(response, () => zeros);
  },
  html: (_, response) => response.writeHead(200, { "content-type": "text/html" }).end(html),
  htmlError: (_, response) => response.writeHead(502, { "content-type": "text/html" }).end(html),
  emptyError: (_, response) => response.writeHead(500).end(),
  emptyBody: (_, response) => response.writeHead(200, events).end(),
  /** JSON that is no Response. */
  otherJson: (_, response) => response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}'),
  /** A whole Response, where a stream was asked for. */
  json: (_, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end(
      JSON.stringify({
        id: "resp_rogue",
        object: "response",
        model: "gpt-5.4",
        status: "completed",
        output: [
          {
            id: "msg_rogue",
            type: "message",
            role: "assistant",
            status: "completed",
            content: [{ type: "output_text", text: "All at once", annotations: [] }],
          },
        ],
        usage: { input_tokens: 1, output_tokens: 3, total_tokens: 4 },
      }),
    ),
  /** The stream under a wrong name. */
  plainText: (_, response) => {
    response.writeHead(200, { "content-type": "text/plain" });
    response.end(opened + delta(3));
  },
  /** Bytes that are no text. */
  garbage: (_, response) =>
    response.writeHead(200, events).end(Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x0a, 0x0a, 0xc3])),
  /** Sends the client elsewhere, where its key must not go. */
  redirect: (request, response) =>
    response.writeHead(307, { location: `http://${request.headers.host}/stolen/v1/responses` }).end(),
  stolen: (_, response) => response.writeHead(200, events).end(),
};
