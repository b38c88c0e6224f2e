import type { ModelCapabilities, OpenAIRequest } from "@transpond/core";
import { failBefore, startSimulatedOpenAI } from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import { effortProbe } from "../src/effort-probe.js";
import { createHandler } from "../src/index.js";
import { hello } from "./gateway.js";

type Effort = NonNullable<NonNullable<OpenAIRequest["reasoning"]>["effort"]>;
const ask = (effort: Effort): OpenAIRequest => ({ model: "m", store: false, input: [], reasoning: { effort } });
/** The effort that is sent instead; null where nothing is changed. */
const instead = (message: string, effort: Effort, code = "unsupported_value") => {
  const adapted = effortProbe({ code, message }).apply(ask(effort));
  return adapted === null ? null : (adapted.reasoning?.effort ?? "omitted");
};

describe("a refused effort", () => {
  it.each<[string, Effort, string | null]>([
    ["'none', 'low', 'medium', and 'high'", "xhigh", "high"],
    ["'none', 'low', 'medium', and 'high'", "minimal", "none"],
    ["'none', 'low', 'medium', and 'high'", "low", null],
    ["'low', 'medium', and 'high'", "none", "low"],
    ["'low' and 'max'", "xhigh", "low"],
    ["'medium'", "low", "medium"],
    ["'medium'", "max", "medium"],
    ["'none' and 'high'", "medium", "high"],
    ["'none'", "medium", "none"],
    ["'medium', 'high', and 'xhigh'", "none", "medium"],
  ])("of those that are taken, %s, for %s: %s", (taken, effort, sent) => {
    const message = `Unsupported value: '${effort}' is not supported with the 'm' model. Supported values are: ${taken}.`;
    expect(instead(message, effort)).toBe(sent);
  });

  it.each<[Effort, string]>([
    ["max", "high"],
    ["xhigh", "high"],
    ["high", "omitted"],
    ["medium", "omitted"],
    ["low", "omitted"],
    ["minimal", "low"],
    ["none", "low"],
  ])("without a list, %s: %s", (effort, sent) => {
    expect(instead(`Unsupported value: '${effort}' is not supported with the 'm' model.`, effort)).toBe(sent);
  });

  it("teaches nothing about other efforts without a list, and nothing at all without a name", () => {
    expect(instead("Unsupported value: 'max' is not supported with the 'm' model.", "xhigh")).toBeNull();
    expect(effortProbe({ code: "unsupported_value", message: "Unsupported value: 'max'." }).lasting).toBe(true);
    expect(effortProbe({ code: "unsupported_value", message: "No." }).lasting).toBe(false);
    expect(instead("No.", "xhigh")).toBe("high");
  });

  it("is left out for a model that refuses the parameter", () => {
    const message = "Unsupported parameter: 'reasoning.effort' is not supported with this model.";
    expect(instead(message, "low", "unsupported_parameter")).toBe("omitted");
    expect(instead(message, "none", "")).toBe("omitted");
    expect(effortProbe({ code: "unknown_parameter", message: "" }).apply(ask("low"))).not.toHaveProperty("reasoning");
  });

  it("leaves requests without one alone, and keeps the summary", () => {
    const probe = effortProbe({ code: "unsupported_value", message: "Supported values are: 'low'." });
    expect(probe.apply({ model: "m", store: false, input: [] })).toBeNull();
    const shown = { ...ask("max"), reasoning: { effort: "max", summary: "auto" } } as const;
    expect(probe.apply(shown)?.reasoning).toEqual({ effort: "low", summary: "auto" });
  });
});

const wanting = (effort: "low" | "medium" | "high" | "xhigh" | "max") => ({
  ...hello,
  thinking: { type: "adaptive" as const, display: "omitted" as const },
  output_config: { effort },
});

/** A gateway whose host is wrong about its model, in front of an upstream that knows better. */
async function mistaken(model: string, capabilities: Partial<ModelCapabilities>) {
  const upstream = await startSimulatedOpenAI();
  const handler = createHandler({
    upstream: { baseURL: upstream.url, apiKey: "sk-server-key", capabilities },
    model,
    authenticate: false,
  });
  const post = async (body: object) => {
    const request = new Request("http://gateway/v1/messages", { method: "POST", body: JSON.stringify(body) });
    const response = await handler(request);
    await response.text();
    return { status: response.status, losses: response.headers.get("x-transpond-losses") };
  };
  const efforts = () =>
    upstream.requests.map(({ body }) => /"effort":"(\w+)"/.exec(JSON.stringify(body.reasoning) ?? "")?.[1] ?? null);
  return { upstream, post, efforts, [Symbol.asyncDispose]: () => upstream.close() };
}

const all: readonly Effort[] = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
const clamped = "effort_clamped@output_config.effort";

describe("on a real socket", () => {
  it("asks again once, with the next lower effort of the refusal, and remembers it for the model", async () => {
    await using gate = await mistaken("gpt-5.1", { efforts: all });
    expect(await gate.post(wanting("max"))).toMatchObject({ status: 200, losses: expect.stringContaining(clamped) });
    expect(gate.efforts()).toEqual(["max", "high"]);
    expect((await gate.post(wanting("xhigh"))).losses).toContain(clamped);
    expect((await gate.post(wanting("low"))).losses ?? "").not.toContain(clamped);
    expect(gate.efforts()).toEqual(["max", "high", "high", "low"]);
  });

  it("raises `none` where the model always thinks", async () => {
    await using gate = await mistaken("gpt-6-astra", { efforts: all });
    expect((await gate.post({ ...hello, thinking: { type: "disabled" } })).status).toBe(200);
    expect(gate.efforts()).toEqual(["none", "low"]);
  });

  it("asks a model that does not reason without any effort, at once the second time", async () => {
    await using gate = await mistaken("gpt-4.1", { efforts: all });
    expect((await gate.post(wanting("high"))).status).toBe(200);
    expect((await gate.post(wanting("low"))).status).toBe(200);
    expect(gate.efforts()).toEqual(["high", null, null]);
  });

  it("asks again for what the fallback turns out to be, when nothing is listed", async () => {
    await using gate = await mistaken("gpt-5.4", { efforts: all });
    const refuse = (effort: string) =>
      failBefore({
        status: 400,
        code: "unsupported_value",
        param: "reasoning.effort",
        message: `Unsupported value: '${effort}' is not supported with the 'gpt-5.4' model.`,
      });
    for (const effort of ["xhigh", "high"]) gate.upstream.script(refuse(effort));
    expect((await gate.post(wanting("xhigh"))).status).toBe(200);
    expect((await gate.post(wanting("xhigh"))).status).toBe(200);
    expect((await gate.post(wanting("medium"))).status).toBe(200);
    expect(gate.efforts()).toEqual(["xhigh", "high", null, null, "medium"]);
  });

  it("takes reasoning state out of what is asked for, for a deployment that does not reason", async () => {
    await using gate = await mistaken("gpt-5.4", {});
    const message = "Encrypted content is not supported with this model.";
    gate.upstream.script(failBefore({ status: 400, code: null, param: "include", message }));
    expect((await gate.post(wanting("low"))).losses).toContain("feature_unsupported@thinking");
    expect((await gate.post(wanting("low"))).status).toBe(200);
    expect(gate.upstream.requests.map(({ body }) => body.include)).toEqual([
      ["reasoning.encrypted_content"],
      undefined,
      undefined,
    ]);
  });

  it("leaves a refusal for another reason to the client", async () => {
    await using gate = await mistaken("gpt-5.4", {});
    gate.upstream.script(failBefore({ status: 400, code: "invalid_value", param: "reasoning.effort", message: "No." }));
    expect((await gate.post(wanting("low"))).status).toBe(400);
    expect(gate.efforts()).toEqual(["low"]);
  });
});
