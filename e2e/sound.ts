import { expect } from "vitest";
import { objectsOf } from "./client-messages.js";
import { schemaComplaints } from "./request-schema.js";
import type { Session } from "./session.js";

/** What a model can't do for Claude Code; elsewhere nothing of a session may be dropped. */
const unavailable: Readonly<Record<string, readonly string[]>> = {
  "gpt-4.1": ["thinking_unsupported", "thinking_dropped"],
};

/** What holds for every session, whatever was said in it. */
export const expectSound = (session: Session, expectedLosses: readonly string[] = []) => {
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
