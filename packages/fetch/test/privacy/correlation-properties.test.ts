import { detect } from "@transpond/core/redact";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { propertyOptions } from "../../../core/test/support/property-options.js";
import { createHandler, type LogEntry } from "../../src/index.js";
import { openTelemetry } from "../../src/opentelemetry.js";
import { Canaries } from "./canaries.js";
import { draws } from "./draws.js";
import { endings } from "./endings.js";
import { leaksIn } from "./leaks.js";
import { asStream, plantedAnswer } from "./planted-answer.js";
import { type LoggerForm, run } from "./scenario.js";
import { groundOf } from "./verdict.js";
import { watchOutput } from "./witness.js";

const setting = { implementation: { createHandler, openTelemetry }, witness: watchOutput() };
const answered = [...endings.keys()].filter((name) => !/^a client|time|silence|takes too long|deep/.test(name));

const id = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."abcXYZ019._-"), minLength: 1, maxLength: 140 }),
  fc.string({ unit: fc.constantFrom(..."abc/: @+=,é"), minLength: 1, maxLength: 20 }).map((text) => encodeURI(text)),
  fc.nat().map((start) => new Canaries(start).secret()),
  fc.nat().map((start) => new Canaries(start).word()),
  fc.constantFrom("192.168.100.17", "4929123412341231", "a", "req-1", "0", "-", "alice.example.com"),
);
const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });
const traceparent = fc
  .tuple(
    fc.constantFrom("00", "01", "ff", "0", "zz"),
    fc.oneof(
      hex(32),
      hex(31),
      fc.constant("0".repeat(32)),
      hex(32).map((text) => text.toUpperCase()),
    ),
    fc.oneof(hex(16), fc.constant("0".repeat(16))),
    fc.constantFrom("00", "01", "0g"),
    fc.constantFrom("", "", "-more"),
  )
  .map(([version, trace, span, flags, rest]) => `${version}-${trace}-${span}-${flags}${rest}`);

/** The rule in other words: what a client's headers make of the id; `null` where it has to be our own. */
function expected(given: string | undefined, parent: string | undefined): string | null {
  const [version = "", trace = "", span = "", flags = "", ...rest] = parent?.split("-") ?? [];
  const sizes = [version.length, trace.length, span.length, flags.length].join();
  const written = /^[0-9a-f]*$/.test(version + trace + span + flags) && sizes === "2,32,16,2";
  const named =
    Number.parseInt(trace.slice(0, 8), 16) + Number.parseInt(trace.slice(8), 16) > 0 && Number.parseInt(span, 16) > 0;
  if (written && named && version !== "ff" && (version !== "00" || rest.length === 0)) return trace;
  if (given === undefined || given.length > 128 || given === "" || /[^\w.-]/.test(given)) return null;
  return detect(given).length > 0 ? null : given;
}

describe("one id", () => {
  it("is in both entries, in the answer and in what is sent on, as the client's headers have it", async () => {
    await fc.assert(
      fc.asyncProperty(
        draws(answered),
        fc.option(id, { nil: undefined }),
        fc.option(traceparent, { nil: undefined }),
        async (draw, given, parent) => {
          const ground = groundOf(draw, "none");
          const scenario = endings.get(draw.ending)?.(ground);
          if (!scenario) throw new Error("There is no such ending.");
          const sent: Headers[] = [];
          const { "x-request-id": _, traceparent: __, ...headers } = scenario.headers;
          const answer = asStream(plantedAnswer(ground.sowing, "completed", draw.choice));
          const isAnswer = draw.ending.startsWith("an answer, ");
          const upstream = {
            apiKey: "k",
            fetch: async (_url: unknown, init?: RequestInit) => {
              sent.push(new Headers(init?.headers));
              return new Response(answer, { headers: { "content-type": "text/event-stream" } });
            },
          };
          const { entries, headers: told } = await run(
            {
              ...scenario,
              headers: { ...headers, ...(given && { "x-request-id": given }), ...(parent && { traceparent: parent }) },
              options: { ...scenario.options, ...(isAnswer && { upstream }) },
            },
            "info only",
            setting,
          );
          const own = told.get("request-id");
          const correlation = expected(given, parent) ?? own;
          expect(entries.map(({ event }) => event)).toEqual(["request", "response"]);
          expect(entries.map((entry) => [entry.correlationId, entry.requestId])).toEqual([
            [correlation, own],
            [correlation, own],
          ]);
          expect(told.get("x-request-id")).toBe(correlation);
          for (const headers of sent) {
            expect([headers.get("x-request-id"), headers.get("x-client-request-id")]).toEqual([
              correlation,
              correlation,
            ]);
            expect(headers.get("traceparent") === null).toBe(entries[0]?.traceId === null);
          }
          // It stands nowhere else.
          const rest = entries.map((entry) =>
            JSON.stringify({
              ...entry,
              correlationId: "",
              traceId: "",
              requestId: "",
              spanId: "",
              user: "",
              session: "",
              account: "",
              device: "",
            }),
          );
          expect(rest.flatMap((text) => leaksIn(text))).toEqual([]);
        },
      ),
      { ...propertyOptions, endOnFailure: true, numRuns: Math.ceil(propertyOptions.numRuns / 4) },
    );
  }, 600_000);

  it("stays that of its request among a hundred at the same time", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(fc.nat({ max: 6 }), { minLength: 7, maxLength: 7 }), async (start, waits) => {
        const entries: LogEntry[] = [];
        const wait = (number: number) => new Promise((resolve) => setTimeout(resolve, waits[number % waits.length]));
        const seen = new Map<string, string | null>();
        const handler = createHandler({
          authenticate: false,
          model: "gpt-5.4",
          content: "redacted",
          logger: { info: (entry) => entries.push(entry) },
          upstream: {
            apiKey: "k",
            fetch: async (_url, init) => {
              const text = /number\d+number/.exec(String(init?.body))?.[0] ?? "";
              seen.set(text, new Headers(init?.headers).get("x-request-id"));
              await wait(text.length + seen.size);
              const item = {
                type: "message",
                id: "m",
                role: "assistant",
                content: [{ type: "output_text", text, annotations: [] }],
              };
              const response = { id: "r", status: "completed", model: "gpt-5.4", output: [item] };
              return Response.json(response);
            },
          },
        });
        const numbers = Array.from({ length: 100 }, (_, at) => at);
        const headersOf = (at: number): Record<string, string> => {
          if (at % 3 === 0) return {};
          return at % 3 === 1
            ? { "x-request-id": `client-${start}-${at}` }
            : { traceparent: `00-${String(at + 1).padStart(32, "0")}-00000000000000aa-01` };
        };
        const ids = await Promise.all(
          numbers.map(async (at) => {
            await wait(at * 3);
            const body = JSON.stringify({
              model: "claude-x",
              max_tokens: 9,
              stream: at % 2 === 0,
              messages: [{ role: "user", content: `number${at}number` }],
            });
            const response = await handler(
              new Request("http://g/v1/messages", { method: "POST", body, headers: headersOf(at) }),
            );
            expect(await response.text()).toContain(`number${at}number`);
            return response.headers.get("x-request-id");
          }),
        );
        await new Promise((resolve) => setTimeout(resolve, 5));
        expect(new Set(ids).size).toBe(100);
        expect(entries).toHaveLength(200);
        for (const at of numbers) {
          const own = entries.filter(({ correlationId }) => correlationId === ids[at]);
          expect(own.map(({ event }) => event)).toEqual(["request", "response"]);
          expect(seen.get(`number${at}number`)).toBe(ids[at]);
          const named = own.map((entry) => JSON.stringify(entry).match(/number\d+number/g));
          expect(named).toEqual([[`number${at}number`], [`number${at}number`]]);
        }
      }),
      { ...propertyOptions, endOnFailure: true, numRuns: Math.ceil(propertyOptions.numRuns / 200) },
    );
  }, 600_000);

  it.each(["throwing", "rejecting"] as const)(
    "a logger that fails (%s) changes nothing for the client",
    async (form) => {
      const random = /(?:req|msg)_[0-9A-Za-z]{24}/g;
      await fc.assert(
        fc.asyncProperty(draws(answered), async (draw) => {
          const tell = async (form: LoggerForm) => {
            const scenario = endings.get(draw.ending)?.(groundOf(draw, "none"));
            if (!scenario) throw new Error("There is no such ending.");
            // On a busy machine a head that is held for a moment only may go out before a failure, or not.
            const options = { ...scenario.options, holdMs: 10_000 };
            const { status, headers, body } = await run({ ...scenario, options }, form, setting);
            const named = [...headers].filter(([name]) => !/ratelimit/.test(name));
            return JSON.stringify([status, named, body]).replace(random, "");
          };
          expect(await tell(form)).toBe(await tell("info only"));
        }),
        { ...propertyOptions, endOnFailure: true, numRuns: Math.ceil(propertyOptions.numRuns / 20) },
      );
    },
    600_000,
  );
});
