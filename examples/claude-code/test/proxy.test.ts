import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { type Proxy as LocalProxy, startProxy } from "../src/proxy.js";
import { readSettings } from "../src/settings.js";

const ask = { model: "claude-x", max_tokens: 100, messages: [{ role: "user", content: "Hello" }] };
let proxy: LocalProxy | undefined;
afterEach(() => proxy?.close());

async function post(headers: Record<string, string>, env: Record<string, string> = {}): Promise<number> {
  proxy = await startProxy(readSettings({ PORT: "0", ...env }));
  const response = await fetch(`${proxy.url}/v1/messages`, { method: "POST", body: JSON.stringify(ask), headers });
  await response.text();
  return response.status;
}

describe("a proxy without a key of its own", () => {
  it("answers programs", async () => {
    expect(await post({ "x-api-key": "transpond" })).toBe(200);
  });

  it.each(["https://elsewhere.example", "null"])("refuses a web page (origin: %s)", async (origin) => {
    expect(await post({ origin, "content-type": "text/plain" })).toBe(401);
    expect(proxy?.simulated?.requests).toHaveLength(0);
  });

  it("is not needed where there is a key", async () => {
    const headers = { origin: "https://elsewhere.example", "x-api-key": "mine" };
    expect(await post(headers, { TRANSPOND_KEY: "mine" })).toBe(200);
  });
});

describe("a port that is taken", () => {
  it("ends the program with a clear word", async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
    const address = holder.address();
    const port = typeof address === "object" ? address?.port : 0;
    const start = fileURLToPath(new URL("../src/start.ts", import.meta.url));
    const { OPENAI_API_KEY: _, TRANSPOND_KEY: __, HOST: ___, ...env } = process.env;
    const program = spawn(process.execPath, ["--conditions=@transpond/source", "--import", "tsx", start], {
      env: { ...env, PORT: String(port) },
      stdio: ["ignore", "ignore", "pipe"],
      timeout: 15_000,
    });
    let said = "";
    program.stderr.on("data", (chunk) => (said += chunk));
    const code = await new Promise((resolve) => program.once("close", resolve));
    holder.close();
    expect([code, said]).toEqual([1, `Port ${port} on 127.0.0.1 is taken: set PORT to another one.\n`]);
  });
});
