import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { beforeAll, describe, expect, it } from "vitest";
import { type JsonObject, objectsOf } from "./client-messages.js";
import { type ContextPart, type CountedPart, recount } from "./context-counts.js";
import { type Measured, measureContext } from "./context-session.js";
import type { ClientRequest } from "./gateway.js";
import type { Session } from "./session.js";
import { expectSound } from "./sound.js";

/** One model of each generation, as in the other sessions. */
const models = ["gpt-4.1", "gpt-5.1", "gpt-5.4", "gpt-5.6-sol", "gpt-6-astra"];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Counts that are shown as they are. The client takes its own estimate of the skills out of the tools. */
const shownAs: readonly (readonly [part: ContextPart, categories: readonly string[]])[] = [
  ["section", ["System prompt"]],
  ["memory", ["Memory files"]],
  ["agent", ["Custom agents"]],
  ["instructions", ["MCP server instructions"]],
  ["loaded tools", ["System tools", "Skills"]],
];

const shown = ({ usage: { categories } }: Measured, ...names: readonly string[]): number =>
  sum(names.map((name) => categories.get(name) ?? 0));

const of = ({ parts }: Measured, part: ContextPart): readonly CountedPart[] =>
  parts.filter((counted) => counted.part === part);

const isIn = ({ text }: JsonObject, part: string): boolean => typeof text === "string" && text.includes(part);

const counted = (measured: Measured, part: ContextPart): number => sum(of(measured, part).map(({ tokens }) => tokens));

describe.each(models)("Claude Code's /context on %s", (model) => {
  let session: Session;
  let main: ClientRequest;
  let fresh: Measured;
  let answered: Measured;
  let compacted: Measured;
  let measured: readonly Measured[];
  /** The shortest message that the client counts. */
  let leastText: string;
  /** Tokens of a message besides its text. */
  let mark: number;
  /** Tokens that a request costs before it says anything. */
  let least: number;

  const systemTokens = async (system: unknown): Promise<number> => {
    const messages = [{ role: "user", content: leastText }];
    return (await recount({ model, system, messages }, model)).parts.system.tokens;
  };

  beforeAll(async () => {
    ({ session, main, fresh, answered, compacted } = await measureContext(model));
    measured = [fresh, answered, compacted];
    const [nothing] = of(fresh, "nothing");
    least = nothing?.tokens ?? Number.NaN;
    leastText = nothing?.text ?? "";
    mark = least - encode(leastText).length;
  });

  it("is measured without asking the upstream", () => {
    expectSound(session);
    expect(session.sent.map(({ path }) => path)).toEqual(["/v1/responses", "/v1/responses"]);
  });

  it("shows what was counted for each part", () => {
    for (const each of measured) {
      for (const [part, names] of shownAs) {
        expect(counted(each, part), part).toBeGreaterThan(least);
        expect(shown(each, ...names), part).toBe(counted(each, part));
      }
    }
  });

  it("takes one allowance from the deferred tools and from those of MCP servers", () => {
    for (const each of measured) {
      // The figure of the only MCP tool tells the client's allowance for a set of tools; the others must bear it out.
      const allowance = counted(each, "MCP tools") - shown(each, "MCP tools (deferred)");
      const deferred = of(each, "deferred tool").map(({ tokens }) => Math.max(0, tokens - allowance));
      expect(deferred.filter((tokens) => tokens > 0).length).toBeGreaterThan(2);
      expect(shown(each, "System tools (deferred)")).toBe(sum(deferred));
    }
  });

  it("shows the messages as they were counted, and after an answer as they were billed", async () => {
    expect(shown(fresh, "Messages")).toBe(least);
    expect(of(compacted, "conversation")).toHaveLength(1);
    expect(shown(compacted, "Messages")).toBe(counted(compacted, "conversation"));

    // What was billed is what the endpoint would have said of the same request.
    const { input_tokens } = await recount(main.body, model, main.headers);
    expect(answered.usage.total).toBe(input_tokens);
    for (const { usage } of measured) expect(usage.total).toBe(usage.used);
  });

  it("agrees with the parts of the request to the model", async () => {
    // A placeholder that no one can call, and that the client shows nowhere, is the only deferred tool that it sends.
    const declared = objectsOf(main.body.tools).filter(({ defer_loading }) => defer_loading !== true);
    const [loaded] = of(answered, "loaded tools");
    expect(loaded?.tools.map(({ name }) => name)).toEqual(declared.map(({ name }) => name));
    const { parts } = await recount({ ...main.body, tools: declared }, model);
    expect(shown(answered, "System tools", "Skills") - least).toBe(parts.tools.tokens);

    // Every section was counted as a message of its own; in the request they are one, and a seam may cost a token.
    const sections = of(answered, "section");
    const prompt = objectsOf(main.body.system).filter((block) => sections.some(({ text }) => isIn(block, text)));
    const [whole, marks] = [await systemTokens(prompt), await systemTokens(leastText)];
    const seams =
      shown(answered, "System prompt") - sections.length * mark - (whole - marks + encode(leastText).length);
    expect(Math.abs(seams)).toBeLessThan(sections.length);

    // The client takes the other figures from the bill, and with them the marks of the messages that it had counted
    // them as: one for each section and one for the tools. By so much the messages may be shown as less.
    const said = await recount({ ...main.body, system: [], tools: [] }, model);
    const rest = shown(answered, "Messages", "Memory files", "Custom agents", "MCP server instructions");
    expect(Math.abs(rest - said.input_tokens)).toBeLessThan(sections.length * (mark + 1) + least);
  });

  it("agrees with a tokeniser that is not ours", () => {
    const tokensOf = (text: string): number => encode(text).length;
    for (const each of measured) {
      const texts = each.parts.filter(({ text }) => text !== "" && text !== leastText);
      expect(texts.map(({ tokens }) => tokens)).toEqual(texts.map(({ text }) => tokensOf(text) + mark));
      // The upstream lays tools out in fewer tokens than their JSON has, and spends more than their descriptions have.
      for (const { tools, tokens } of each.parts.filter(({ tools }) => tools.length > 0)) {
        expect(tokens).toBeGreaterThan(sum(tools.map(({ description }) => tokensOf(String(description)))));
        expect(tokens).toBeLessThan(least + sum(tools.map((tool) => tokensOf(JSON.stringify(tool)))));
      }
    }
  });

  it("prints the same figures, rounded", () => {
    for (const { usage } of measured) {
      expect([...usage.printed.keys()].sort()).toEqual([...usage.categories.keys()].sort());
      for (const [name, { tokens, rounding }] of usage.printed) {
        expect(Math.abs(tokens - (usage.categories.get(name) ?? Number.NaN)), name).toBeLessThanOrEqual(rounding);
      }
    }
  });
});
