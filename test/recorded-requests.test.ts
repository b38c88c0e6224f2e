import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type MessagesRequest, TranspondError, toOpenAIRequest } from "@transpond/core";
import { startSimulatedOpenAI } from "@transpond/testkit";
import { describe, expect, it } from "vitest";

/** Recorded requests of real clients, translated, then judged by the simulated upstream over a real socket. */
const corpus = process.env.TRANSPOND_CORPUS ?? fileURLToPath(new URL("../../shared/corpus", import.meta.url));
const file = `${corpus}/anthropic-requests.jsonl`;
const present = existsSync(file);

type Recorded = { id: string; request: MessagesRequest; anthropic_version: string; anthropic_beta: string | null };

const recorded: Recorded[] = present
  ? readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
  : [];

function translate({ request, anthropic_version, anthropic_beta }: Recorded, model: string) {
  const headers = { "anthropic-version": anthropic_version, "anthropic-beta": anthropic_beta ?? undefined };
  try {
    return toOpenAIRequest(request, { model, headers }).request;
  } catch (error) {
    // What is refused, and why, is the business of the request room's own tests.
    if (error instanceof TranspondError) return undefined;
    throw error;
  }
}

const title = `recorded requests${present ? "" : " (skipped: no recordings; set TRANSPOND_CORPUS)"}`;

describe.skipIf(!present)(title, () => {
  it.each(["gpt-4.1", "gpt-5", "gpt-5.4", "gpt-5.6-sol", "gpt-6-astra"])(
    "the upstream accepts all for %s",
    async (model) => {
      await using upstream = await startSimulatedOpenAI();
      const refused: string[] = [];
      let sent = 0;
      for (const one of recorded) {
        const body = translate(one, model);
        if (body === undefined) continue;
        sent++;
        const response = await fetch(`${upstream.url}/responses`, {
          method: "POST",
          headers: { authorization: "Bearer sk-test", "content-type": "application/json" },
          body: JSON.stringify({ ...body, stream: false, stream_options: undefined }),
        });
        const answer = await response.text();
        if (!response.ok) refused.push(`${one.id}: ${answer}`);
      }
      expect(refused).toEqual([]);
      expect(sent).toBeGreaterThan(recorded.length * 0.85);
    },
  );
});
