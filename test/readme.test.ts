import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Anthropic from "@anthropic-ai/sdk";
import { startSimulatedOpenAI, text } from "@transpond/testkit";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

/** What the README shows is run as it stands there, but for the address of the upstream and the port. */
const root = join(fileURLToPath(import.meta.url), "../..");
const folder = join(root, "test/.snippets");
const snippets = new Map(
  [...readFileSync(join(root, "README.md"), "utf8").matchAll(/<!-- snippet: (\S+) -->\s+```ts\n([\s\S]*?)```/g)].map(
    ([, name = "", code = ""]) => [name, code],
  ),
);

let upstream: Awaited<ReturnType<typeof startSimulatedOpenAI>>;
let child: ChildProcess | undefined;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  upstream = await startSimulatedOpenAI();
});
afterEach(() => {
  child?.kill();
});
afterAll(async () => {
  await upstream.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, code: string): string {
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, code);
  return file;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Runs a program of ours from source; returns what it wrote to standard error, for the report of a failure. */
function run(file: string): { stderr: () => string } {
  let stderr = "";
  const { OPENAI_BASE_URL: _base, ...env } = process.env;
  child = spawn(process.execPath, ["--conditions=@transpond/source", "--import", "tsx", file], {
    cwd: root,
    env: { ...env, OPENAI_API_KEY: "sk-readme", OPENAI_BASE_URL: upstream.url, GATEWAY_KEY: "gateway-key" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  child.stderr?.on("data", (chunk) => {
    stderr += String(chunk);
  });
  return { stderr: () => stderr };
}

async function reachable(url: string, program: { stderr: () => string }): Promise<void> {
  for (let attempt = 0; attempt < 250; attempt++) {
    if (await fetch(url, { method: "HEAD" }).catch(() => undefined)) return;
    if (child?.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The program does not answer. ${program.stderr()}`);
}

async function ask(baseURL: string): Promise<{ streamed: string; whole: string }> {
  const client = new Anthropic({ baseURL, apiKey: "gateway-key", maxRetries: 0 });
  const params = { model: "claude-sonnet-5", max_tokens: 100, messages: [{ role: "user" as const, content: "Hi" }] };
  const textOf = ({ content }: Anthropic.Message) =>
    content.map((block) => (block.type === "text" ? block.text : "")).join("");
  upstream.script(text("Hello from the README"));
  const streamed = textOf(await client.messages.stream(params).finalMessage());
  upstream.script(text("Hello again"));
  return { streamed, whole: textOf(await client.messages.create(params)) };
}

describe("README", () => {
  it("holds the snippets that are tested here", () => {
    expect([...snippets.keys()]).toEqual(["express", "fastify", "node", "gateway"]);
  });

  it.each(["express", "fastify", "node"])("the %s snippet serves the Anthropic SDK", async (name) => {
    const port = await freePort();
    const code = (snippets.get(name) ?? "")
      .replace("process.env.OPENAI_API_KEY", "process.env.OPENAI_API_KEY, baseURL: process.env.OPENAI_BASE_URL")
      .replaceAll("8080", String(port));
    const program = run(write(name, code));
    await reachable(`http://127.0.0.1:${port}/`, program);
    expect(await ask(`http://127.0.0.1:${port}`)).toEqual({ streamed: "Hello from the README", whole: "Hello again" });
    const stranger = new Anthropic({ baseURL: `http://127.0.0.1:${port}`, apiKey: "wrong", maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toBeInstanceOf(Anthropic.AuthenticationError);
  });

  it("the gateway snippet streams through the official clients of both sides", async () => {
    const port = await freePort();
    const host = `
import { createServer } from "node:http";
import { toNodeListener } from "@transpond/node";
createServer(toNodeListener(messages)).listen(${port}, "127.0.0.1");
`;
    const program = run(write("gateway", (snippets.get("gateway") ?? "") + host));
    await reachable(`http://127.0.0.1:${port}/`, program);
    const client = new Anthropic({ baseURL: `http://127.0.0.1:${port}`, apiKey: "any", maxRetries: 0 });
    upstream.script(text("Through your own gateway"));
    const params = { model: "claude-sonnet-5", max_tokens: 100, messages: [{ role: "user" as const, content: "Hi" }] };
    const message = await client.messages.stream(params).finalMessage();
    expect(message.content).toMatchObject([{ type: "text", text: "Through your own gateway" }]);
    const refused = client.messages.create({ ...params, messages: [] });
    await expect(refused).rejects.toBeInstanceOf(Anthropic.BadRequestError);
  });

  it("every snippet compiles against the packages' types, those of the packages' own READMEs too", () => {
    for (const [name, code] of snippets) write(name, code);
    for (const name of ["core", "fetch", "node", "express", "fastify"]) {
      const text = readFileSync(join(root, "packages", name, "README.md"), "utf8");
      [...text.matchAll(/```ts\n(import [\s\S]*?)```/g)].forEach(([, code = ""], i) => {
        write(`${name}-readme-${i}`, code);
      });
    }
    const project = join(folder, "tsconfig.json");
    const compilerOptions = { types: ["node"] };
    writeFileSync(project, JSON.stringify({ extends: "../../tsconfig.base.json", include: ["*.ts"], compilerOptions }));
    const { stdout } = spawnSync("npx", ["tsc", "-p", project], { cwd: root, encoding: "utf8" });
    expect(stdout).toBe("");
  }, 60_000);
});
