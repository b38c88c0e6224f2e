import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const [source, abort] = ["../src/default-fetch.ts", "../../fetch/src/local-abort.ts"].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);
const ask = `
const { defaultFetch } = await import(${JSON.stringify(source)});
const { LocalAbort } = await import(${JSON.stringify(abort)});
const signal = new LocalAbort();
await defaultFetch(process.argv[1], { method: "POST", headers: {}, body: "x", redirect: "manual", signal });
process.exit();`;
const key = `[2, 1].map((version) => Symbol.for("undici.globalDispatcher." + version)).find((each) => globalThis[each])`;

/** What a process has done before the handler is loaded, and by whom its upstream is asked then. */
const pasts: [string, string, "node:http" | "fetch"][] = [
  ["nothing", "", "node:http"],
  ["loading node:http", 'await import("node:http");', "node:http"],
  ["sending a request", "await fetch(process.argv[1]);", "node:http"],
  ["setting a dispatcher", `new Headers(); globalThis[${key}] = Object.create(globalThis[${key}]);`, "fetch"],
  [
    "giving an agent options",
    `new Headers(); const agent = globalThis[${key}]; const named = Object.getOwnPropertySymbols(agent).find((each) => each.description === "options"); agent[named] = { connect: {} };`,
    "fetch",
  ],
  ["wrapping fetch", "const own = fetch; globalThis.fetch = (...args) => own(...args);", "fetch"],
];

// A process of its own for each: what was loaded before decides.
it.each(pasts)("a process that begins with %s", async (_, past, way) => {
  const seen: string[] = [];
  const server = createServer((incoming, outgoing) => {
    // Only the global one says how it fetches.
    if (incoming.method === "POST") seen.push(incoming.headers["sec-fetch-mode"] ? "fetch" : "node:http");
    incoming.resume();
    outgoing.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/`;
  const flags = ["--import", "tsx", "--conditions=@transpond/source", "--input-type=module", "--eval", past + ask, url];
  await promisify(execFile)(process.execPath, flags, { cwd: fileURLToPath(new URL("../../..", import.meta.url)) });
  server.close();
  expect(seen).toEqual([way]);
});
