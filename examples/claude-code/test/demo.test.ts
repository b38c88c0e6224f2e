import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const demo = fileURLToPath(new URL("../src/demo.ts", import.meta.url));

it("the demonstration plays its scenes, and writes nothing but its transcript", async () => {
  const { OPENAI_API_KEY: _, ...env } = process.env;
  const args = ["--conditions=@transpond/source", "--import", "tsx", demo];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env, timeout: 60_000 });
  const lines = stdout.split("\n");
  expect(lines.filter((line) => /^\d\. /.test(line))).toHaveLength(5);
  expect(lines.filter((line) => line.startsWith("{"))).toEqual([]);
  expect(stderr).toBe("");
}, 60_000);
