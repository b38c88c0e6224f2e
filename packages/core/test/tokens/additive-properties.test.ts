import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countTokens } from "../../src/tokens/index.js";

const RUNS = Math.min(1000, Math.max(60, Number(process.env.TRANSPOND_PROPERTY_RUNS ?? 0)));

const words = fc.lorem({ maxCount: 12 });
const texts = fc.oneof(
  words,
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom("", "Usage:\n- one\n\n\t- two\n", "Runs a command.\r\n\r\nNEVER `rm`", "// a comment */", "…"),
);
const scalar = fc.record(
  { type: fc.constantFrom("string", "number", "integer", "boolean"), description: texts },
  { requiredKeys: ["type"] },
);
const choice = fc.record({ type: fc.constant("string"), enum: fc.array(words, { minLength: 1, maxLength: 4 }) });
const list = fc.record(
  { type: fc.constant("array"), items: scalar, description: texts },
  { requiredKeys: ["type", "items"] },
);
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,30}$/);
const objectOf = <T>(property: fc.Arbitrary<T>) =>
  fc.dictionary(name, property, { maxKeys: 6 }).map((properties) => ({
    type: "object" as const,
    properties,
    required: Object.keys(properties).slice(0, 2),
    additionalProperties: false,
    $schema: "http://json-schema.org/draft-07/schema#",
  }));
/** As Claude Code declares its own tools and those of MCP servers. */
const tool = fc.record({
  name: fc.oneof(
    name,
    name.map((own) => `mcp__server__${own}`),
  ),
  description: texts,
  input_schema: objectOf(fc.oneof(scalar, choice, list, objectOf(scalar))),
});
const tools = fc.uniqueArray(tool, { minLength: 1, maxLength: 5, selector: (one) => one.name.toLowerCase() });
type Tool = typeof tool extends fc.Arbitrary<infer T> ? T : never;

const counter = (model: string) => async (given: readonly Tool[]) => {
  const body = { model: "claude-opus-5", tools: [...given], messages: [{ role: "user" as const, content: "foo" }] };
  return (await countTokens(body, { model })).input_tokens;
};

describe.each(["gpt-5.6-sol", "gpt-5-mini", "gpt-4.1", "gpt-4o-mini"])("tools on %s", (model) => {
  const count = counter(model);

  it("never cost less for one more", async () => {
    await fc.assert(
      fc.asyncProperty(tools, async (given) => {
        // Whether it is added at the end or at the front.
        for (const shownOf of [
          (shown: number) => given.slice(0, shown),
          (shown: number) => given.slice(given.length - shown),
        ]) {
          const counts: number[] = [];
          for (let shown = 0; shown <= given.length; shown += 1) counts.push(await count(shownOf(shown)));
          expect(counts).toEqual(counts.toSorted((one, other) => one - other));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("cost together what each costs alone, less the constant part, within two tokens a tool", async () => {
    // What any first tool brings with it, as a client finds out: the cost of two is that of each, less this.
    const [first, second] = ["a", "b"].map((letter) => ({
      name: letter,
      description: "",
      input_schema: { type: "object" as const, properties: {}, required: [], additionalProperties: false, $schema: "" },
    }));
    if (!first || !second) throw new Error("unreachable");
    const none = await count([]);
    const alone = (await count([first])) + (await count([second])) - 2 * none;
    const constant = alone - ((await count([first, second])) - none);
    await fc.assert(
      fc.asyncProperty(tools, async (given) => {
        const together = (await count(given)) - none - constant;
        let sum = 0;
        for (const one of given) sum += (await count([one])) - none - constant;
        expect(Math.abs(together - sum)).toBeLessThanOrEqual(2 * given.length);
      }),
      { numRuns: RUNS },
    );
  });
});
