import { join } from "node:path";
import type { Mount } from "@transpond/testkit/scenarios";
import type { Column } from "../column.js";
import { serversFolder } from "../folders.js";
import { pathFromNpm } from "./from-npm.js";
import { startProcess } from "./start-process.js";
import { workerd } from "./workerd.js";

/** How npm's packages of Node name a platform. */
const platform = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;

const serverIn =
  (command: string, args: readonly string[]): Mount["start"] =>
  (settings) =>
    startProcess(command, args, settings);

const node = (major: string, excused = {}): Column => ({
  name: `Node ${major}`,
  excused,
  get: async () => {
    const current = process.versions.node.startsWith(`${major}.`);
    const path = current
      ? process.execPath
      : await pathFromNpm(`node-${platform}@${major}`, `${major}.`, ["node", "-p", "process.execPath"]);
    return serverIn(path, [join(serversFolder, "node.js")]);
  },
});

const deepToolInput = {
  "deep JSON: 20000 levels in tool input is 400":
    "its JSON knows no such depth that it cannot write: the message is served",
};

const manyHeaderLines = (limit: string) => ({ "injection: 500 header lines are read": `its server ${limit}` });

const unpipelined = "its server closes a connection on which requests are pipelined";

/** Source: cloudflare/workerd, issue 4185, and its HTTP server. */
const unheard =
  "workerd tells a Worker that its client has left when it next writes to it: with the next ping, not before the head";
const leavingBefore = (what: string) => ({
  [`leaving: before the head of ${what} the upstream is cancelled at once`]: unheard,
});

/** The built fetch handler, wherever it can be served. */
export const runtimes: readonly Column[] = [
  ...["20", "22", "24"].map((major) => node(major)),
  node("26", deepToolInput),
  {
    name: "Bun 1.4",
    excused: {
      ...deepToolInput,
      ...manyHeaderLines("refuses them with 431"),
      "leaving: those who wait on a pipeline leave with it": unpipelined,
      "http: pipelined requests are answered in their order": unpipelined,
    },
    get: async () => {
      const path = await pathFromNpm("bun@1.4.5", "1.4.5", ["bun", "-e", "console.log(process.execPath)"]);
      return serverIn(path, [join(serversFolder, "bun.js")]);
    },
  },
  {
    name: "Deno 2.9",
    excused: {
      ...deepToolInput,
      ...manyHeaderLines("refuses them with 400"),
      "injection: a host that is none, and control characters in the target, do no harm":
        "it puts the host that a client names into the URL as it is: one with a path leads to a path that is not served",
    },
    get: async () => {
      const path = await pathFromNpm("deno@2.9.6", "2.9.6", ["deno", "eval", "console.log(Deno.execPath())"]);
      const args = ["run", "--quiet", "--allow-all", "--node-modules-dir=manual", "--no-lock"];
      return serverIn(path, [...args, join(serversFolder, "deno.js")]);
    },
  },
  {
    name: "workerd",
    lacks: { "raw-socket": "what reaches a Worker was parsed by Cloudflare's edge, not by workerd's own HTTP server" },
    excused: {
      ...deepToolInput,
      "count_tokens: a burst of equal ones is counted once, and all hear the same":
        "promises belong to their request there: each of a burst counts for itself",
      "limits: who is told 413 in the middle of an upload hears it":
        "its own HTTP server, before which Cloudflare's edge stands, may close the connection with the rest of a body unread",
      ...leavingBefore("JSON"),
      ...leavingBefore("a stream"),
      ...leavingBefore("/v1/messages/stream"),
      ...leavingBefore("an answer with stop sequences"),
      "leaving: who reads no more, and then leaves, holds nothing open": unheard,
    },
    get: workerd,
  },
];
