import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { toAnthropicError } from "../../src/errors/to-anthropic-error.js";

const corpus = process.env.TRANSPOND_CORPUS ?? path.resolve(import.meta.dirname, "../../../../../shared/corpus");
const folder = path.join(corpus, "responses-json");

/** Recorded errors of OpenAI, Azure and xAI: none may become a wrong kind of error or show a key. */
describe.skipIf(!existsSync(folder))("recorded errors (skipped without TRANSPOND_CORPUS)", () => {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const recorded = names
    .map((name): { name: string; status?: unknown; body?: unknown } => ({
      name,
      ...JSON.parse(readFileSync(path.join(folder, name), "utf8")),
    }))
    .filter(({ status }) => typeof status === "number" && status >= 400);

  it("are there", () => expect(recorded.length).toBeGreaterThan(20));

  it.each(recorded)("$name", ({ status, body }) => {
    const answer = toAnthropicError({ status, headers: {}, body });
    expect([400, 404, 429, 500]).toContain(answer.status);
    expect(answer.status === 500).toBe(status === 401);
    expect(JSON.stringify(answer)).not.toMatch(/sk-[A-Za-z0-9]|\*{3}/);
    if (JSON.stringify(body).includes("model_not_found")) expect(answer.status).toBe(404);
    if (JSON.stringify(body).includes("context_length_exceeded"))
      expect(answer.body.error.message).toMatch(/^prompt is too long/);
  });
});
