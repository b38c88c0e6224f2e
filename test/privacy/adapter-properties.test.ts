import type { HandlerOptions, LogEntry } from "@transpond/fetch";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { propertyOptions } from "../../packages/core/test/support/property-options.js";
import { draws } from "../../packages/fetch/test/privacy/draws.js";
import { endings } from "../../packages/fetch/test/privacy/endings.js";
import { entriesIn, type Scenario, serialised } from "../../packages/fetch/test/privacy/scenario.js";
import { groundOf, leaks } from "../../packages/fetch/test/privacy/verdict.js";
import { watchOutput } from "../../packages/fetch/test/privacy/witness.js";
import { type Adapter, mounts } from "./adapters.js";

const witness = watchOutput();

/** What a host answers by itself, and what a client's own `fetch` does not send. */
const elsewhere = /^(?:a method|a path|a client that left before|an upload|a request of: a coding)/;
/** `express.json()` refuses these before anybody else sees them, and hands them to the host's own error handler. */
const brokenJson = /^a request of: (?:JSON that breaks|JSON with|no JSON|no UTF-8)/;
/** Each waits for its time. */
const slow = /^(?:a local count)/;

type Told = { texts: string[]; entries: LogEntry[]; id: string | null };

/** Sends a request over the socket, and leaves when the scenario says so. */
async function send(url: string, { method = "POST", path, headers, body, leaves }: Scenario): Promise<Response | null> {
  const client = new AbortController();
  if (leaves === "soon") setTimeout(() => client.abort(), 4);
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      headers,
      redirect: "manual",
      signal: client.signal,
      ...(body !== undefined && !(body instanceof ReadableStream) && { body }),
    });
    if (leaves === "after the head") client.abort();
    if (leaves === "later") {
      await response.body?.getReader().read();
      client.abort();
    }
    await response.text().catch(() => "");
    return response;
  } catch {
    return null;
  }
}

async function tell(adapter: Adapter, scenario: Scenario, own: string[], logger: boolean): Promise<Told> {
  own.length = 0;
  witness.take();
  const note = (entry: object) => void own.push(serialised(entry));
  const options: HandlerOptions = { ...scenario.options, ...(logger && { logger: { info: note, warn: note } }) };
  await adapter.serve(options);
  const response = await send(adapter.url, scenario);
  const texts: string[] = [];
  for (let attempt = 0; attempt < 200; attempt += 1) {
    texts.push(...witness.take());
    const entries = entriesIn([...own, ...texts]);
    if (entries.some(({ event }) => event === "response")) break;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await new Promise((resolve) => setImmediate(resolve));
  texts.push(...witness.take(), ...own);
  return { texts, entries: entriesIn(texts), id: response?.headers.get("x-request-id") ?? null };
}

describe.each(Object.entries(mounts))("over %s", (name, mount) => {
  const names = [...endings.keys()].filter(
    (ending) => !elsewhere.test(ending) && !slow.test(ending) && !(name.includes("json") && brokenJson.test(ending)),
  );

  it("nothing is written of anybody's words", async () => {
    const own: string[] = [];
    const adapter = await mount((line) => own.push(line));
    try {
      await fc.assert(
        fc.asyncProperty(draws(names), fc.boolean(), async (draw, logger) => {
          const scenario = endings.get(draw.ending)?.(groundOf(draw, "none"));
          if (!scenario) throw new Error("There is no such ending.");
          const { texts, entries, id } = await tell(adapter, scenario, own, logger);
          expect(leaks({ entries, written: texts })).toEqual([]);
          expect(entries.map(({ event }) => event)).toEqual(["request", "response"]);
          for (const { correlationId } of entries) expect(correlationId).toBe(id ?? entries[0]?.correlationId);
        }),
        {
          ...propertyOptions,
          numRuns: Math.ceil(propertyOptions.numRuns / (name === "fastify" ? 80 : 40)),
          endOnFailure: true,
        },
      );
    } finally {
      await adapter.close();
    }
  }, 600_000);
});
