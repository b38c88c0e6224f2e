import { connect } from "node:net";

/**
 * Asks for a stream, reads it until `seen` has come, and resets the connection. A client that closes it politely looks to
 * workerd like one that has only finished sending, until something more is written to it.
 */
export async function leaveInTheMiddle(url: string, key: string, body: object, seen: string): Promise<void> {
  const { host, port } = new URL(url);
  const text = JSON.stringify(body);
  const socket = connect(Number(port), "127.0.0.1");
  const head = [`host: ${host}`, `x-api-key: ${key}`, `content-length: ${Buffer.byteLength(text)}`];
  socket.write(`POST /v1/messages HTTP/1.1\r\n${head.join("\r\n")}\r\n\r\n${text}`);
  let answer = "";
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.on("data", (chunk) => {
      answer += chunk.toString();
      if (answer.includes(seen)) resolve();
    });
  });
  socket.resetAndDestroy();
}
