import { expect } from "vitest";
import { objectsOf } from "./client-messages.js";
import { schemaComplaints } from "./request-schema.js";
import type { Session } from "./session.js";

/** What a model can't do for Claude Code; elsewhere nothing of a session may be dropped. */
const unavailable: Readonly<Record<string, readonly string[]>> = {
  "gpt-4.1": ["thinking_unsupported", "thinking_dropped"],
};

/** Every text in a value, however deep, but for names of models. */
const textsIn = (value: unknown, key = ""): readonly string[] => {
  if (typeof value === "string") return key === "model" ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, name));
};

/** The log has the beginning and the end of every request, and nothing that the client said. */
const expectDiscreet = ({ asked, logged }: Session) => {
  const count = (kind: string) => logged.filter(({ event }) => event === kind).length;
  expect(count("request")).toBe(count("response"));
  expect(count("response")).toBeGreaterThanOrEqual(asked.length);
  const log = JSON.stringify(logged);
  const said = asked.flatMap(({ body, headers }) => [...textsIn(body), ...headers.values()]);
  const long = [...new Set(said)].filter((text) => text.length >= 12);
  expect(long.length).toBeGreaterThan(20);
  expect(long.filter((text) => log.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
};

/** What holds for every session, whatever was said in it. */
export const expectSound = (session: Session, expectedLosses: readonly string[] = []) => {
  expectDiscreet(session);
  const failed = session.sent.filter(({ status }) => status !== 200);
  expect(
    failed.map(({ path, status, body }) => ({ path, status, body })),
    "refused by the upstream",
  ).toEqual([]);
  expect(session.sent.flatMap(({ body }) => schemaComplaints(body))).toEqual([]);
  for (const { outsideAttempts, exitCode, result } of session.runs) {
    expect(outsideAttempts).toEqual([]);
    expect(exitCode, JSON.stringify(result)).toBe(0);
    expect(result?.is_error).toBe(false);
  }
  const model = String(session.sent[0]?.body.model);
  const dropped = session.losses.filter(({ severity }) => severity === "dropped").map(({ code }) => code);
  const harmless = [...expectedLosses, ...(unavailable[model] ?? [])];
  expect(dropped.filter((code) => !harmless.includes(code))).toEqual([]);
  for (const { body } of session.sent) {
    expect(body).toMatchObject({ stream: true, store: false });
    const functions = objectsOf(body.tools).filter(({ type }) => type === "function");
    expect(functions.map(({ strict }) => strict)).toEqual(functions.map(() => false));
    expect(JSON.stringify(body.input), "the client's billing header").not.toContain("x-anthropic-billing-header");
  }
};
