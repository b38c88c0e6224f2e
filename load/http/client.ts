import { Agent, request } from "node:http";

/** What to ask, as bytes, and how a whole answer ends. */
export interface Question {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** In the last bytes of a complete answer; none: any answer will do. */
  readonly end: string | undefined;
}

/** Bytes at the end of an answer in which its end is looked for. */
const tailLength = 4096;

/** Node's own client on connections that are kept: `fetch` costs more than what is measured. */
export function openClient(connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return { ask: (question: Question) => ask(agent, question), close: () => agent.destroy() };
}

export type Client = ReturnType<typeof openClient>;

/** Sends a question and reads the answer. @returns whether it came whole */
function ask(agent: Agent, { url, headers, body, end }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const sent = request(url, { method: "POST", agent, headers: { ...headers, "content-length": body.length } });
    sent.on("error", () => resolve(false));
    sent.on("response", (response) => {
      let tail: Buffer[] = [];
      let length = 0;
      response.on("data", (chunk: Buffer) => {
        if (length > tailLength) {
          tail = [Buffer.concat(tail).subarray(-tailLength)];
          length = tail[0]?.length ?? 0;
        }
        tail.push(chunk);
        length += chunk.length;
      });
      response.on("error", () => resolve(false));
      response.on("end", () => {
        const isWhole = end === undefined || Buffer.concat(tail).includes(end);
        resolve((response.statusCode ?? 500) < 300 && isWhole);
      });
    });
    sent.end(body);
  });
}
