import { connect } from "node:net";
import { stall, startSimulatedOpenAI, text } from "@transpond/testkit";
import { Log, LogLevel, Miniflare } from "miniflare";
const upstream = await startSimulatedOpenAI({ keys: ["sk-example"] });
const direct = process.argv[2] === "direct";
const flags = (process.argv[3] ?? "enable_request_signal").split(",");
const folder = new URL("./dist/local", import.meta.url).pathname;
const mf = new Miniflare({
  modules: true, modulesRoot: folder, modulesRules: [{ type: "ESModule", include: ["**/*.js"] }], scriptPath: `${folder}/worker.js`, cf: false,
  bindings: { OPENAI_API_KEY: "sk-example", OPENAI_BASE_URL: upstream.url, GATEWAY_KEY: "k" },
  compatibilityDate: "2025-12-10", compatibilityFlags: flags, host: "127.0.0.1", handleRuntimeStdio: (o) => o.on("data", (c) => { for (const l of String(c).split("\n")) if (l.includes("\"event\":\"response\"")) console.log("LOG", JSON.parse(l).outcome, JSON.parse(l).durationMs); }),
  ...(direct && { unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] }),
});
let url = await mf.ready;
if (direct) url = await mf.unsafeGetDirectURL();
for (let i = 0; i < 2; i++) {
  upstream.script(text("begun"), stall());
  const body = JSON.stringify({ model: "claude-sonnet-5", max_tokens: 100, stream: true, messages: [{ role: "user", content: "Hi" }] });
  const socket = connect(Number(url.port), "127.0.0.1");
  socket.write(`POST /v1/messages HTTP/1.1\r\nhost: ${url.host}\r\nx-api-key: k\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  await new Promise<void>((resolve) => { let s = ""; socket.on("data", (c) => { s += c; if (s.includes("begun")) resolve(); }); });
  const asked = upstream.requests.at(-1);
  const t = Date.now();
  if (!process.argv[4] ? 0 : 1) socket.end(); else socket.resetAndDestroy();
  const how = await Promise.race([asked?.closed, new Promise((r) => setTimeout(r, 12500, "late"))]);
  console.log(direct, flags, i, !process.argv[4] ? 0 : 1 ? "fin" : "rst", how, Date.now() - t);
}
await mf.dispose(); await upstream.close();
