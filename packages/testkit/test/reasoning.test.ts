import { describe, expect, it } from "vitest";
import { call, readEncryptedReasoning, reasoning, type SimulatedOpenAI, text } from "../src/index.js";
import { asArray, asObject, type JsonObject } from "../src/json.js";
import { ask, events, hi, start } from "./helpers.js";

const request = { ...hi, store: false };

/** One turn of reasoning and a call, as it comes back with the next request. */
const turn = async (upstream: SimulatedOpenAI, more: JsonObject = {}) => {
  upstream.script(reasoning("Plan"), call("A", {}, { callId: "call_1" }));
  const { body } = await ask(upstream, { ...request, ...more });
  const [thought = {}, used = {}] = asArray(body.output).map(asObject);
  return { thought, used, output: { type: "function_call_output", call_id: "call_1", output: "ok" } };
};

const resend = (upstream: SimulatedOpenAI, ...items: readonly JsonObject[]) =>
  ask(upstream, { ...request, input: [{ role: "user", content: "hi" }, ...items] });

const errorOf = ({ body }: { readonly body: JsonObject }) => asObject(body.error);

const unverifiable = (what: string) => ({
  code: "invalid_encrypted_content",
  type: "invalid_request_error",
  param: null,
  message: `The encrypted content ${what} could not be verified. Reason: Encrypted content could not be decrypted or parsed.`,
});

describe("encrypted reasoning on its way back", () => {
  it("is accepted as it came, with and without its id", async () => {
    const upstream = await start();
    const { thought, used, output } = await turn(upstream);
    const { id, ...anonymous } = thought;
    expect(id).toMatch(/^rs_/);
    const { id: _, ...plainCall } = used;
    expect((await resend(upstream, thought, used, output)).status).toBe(200);
    expect((await resend(upstream, anonymous, plainCall, output)).status).toBe(200);
  });

  it("is accepted from output_item.done, refused from output_item.added", async () => {
    const upstream = await start();
    upstream.script(reasoning("Plan"), text("x"));
    const all = await events(upstream, request);
    const from = (type: string) => asObject(all.find((event) => event.type === type)?.item);
    const reply = { role: "assistant", content: "x" };
    expect((await resend(upstream, from("response.output_item.done"), reply)).status).toBe(200);
    const interim = from("response.output_item.added");
    const refused = await resend(upstream, interim, reply);
    expect(refused.status).toBe(400);
    expect(errorOf(refused)).toEqual(unverifiable(`for item ${interim.id}`));
  });

  it("is refused when it was not minted here, altered, or belongs to another organisation", async () => {
    const upstream = await start();
    const { thought, used, output } = await turn(upstream);
    const blob = String(thought.encrypted_content);
    const altered = { ...thought, encrypted_content: `${blob.slice(0, 40)}A${blob.slice(41)}` };
    expect(errorOf(await resend(upstream, altered, used, output))).toEqual(unverifiable(`for item ${thought.id}`));
    const foreign = { type: "reasoning", summary: [], encrypted_content: "gAAAAABqForeignBlob" };
    expect(errorOf(await resend(upstream, foreign, used, output))).toEqual(unverifiable("gAAA...Blob"));
    const elsewhere = await start({ organization: "org-other" });
    expect(errorOf(await resend(elsewhere, thought, used, output))).toEqual(unverifiable(`for item ${thought.id}`));
    const colleague = await start();
    expect((await resend(colleague, thought, used, output)).status).toBe(200);
  });

  it("is refused under another id", async () => {
    const upstream = await start();
    const { thought, used, output } = await turn(upstream);
    expect(errorOf(await resend(upstream, { ...thought, id: "rs_other" }, used, output))).toMatchObject({
      code: "invalid_encrypted_content",
      message:
        "The encrypted content for item rs_other could not be verified. Reason: Encrypted content item_id did not match the target item id.",
    });
  });

  it("names its model family and is accepted by another family", async () => {
    const upstream = await start();
    const { thought, used, output } = await turn(upstream, { model: "gpt-5.4-mini-2026-03-17" });
    expect(readEncryptedReasoning("simulated-openai", String(thought.encrypted_content))).toEqual({
      id: thought.id,
      family: "gpt-5.4-mini",
      organization: "org-simulated",
      stage: "final",
    });
    expect((await resend(upstream, thought, used, output)).status).toBe(200);
  });

  it("needs the item that followed it", async () => {
    const upstream = await start();
    const { thought, used, output } = await turn(upstream);
    const message = `Item '${thought.id}' of type 'reasoning' was provided without its required following item.`;
    expect(errorOf(await resend(upstream, thought))).toEqual({
      code: null,
      param: "input",
      type: "invalid_request_error",
      message,
    });
    expect(errorOf(await resend(upstream, thought, { role: "user", content: "x" }))).toMatchObject({ message });
    expect(errorOf(await resend(upstream, used, thought, output))).toMatchObject({ message });
  });

  it("is needed by an item that is sent with its own id", async () => {
    const upstream = await start();
    const { thought, used, output } = await turn(upstream);
    const { id, ...anonymous } = used;
    expect((await resend(upstream, anonymous, output)).status).toBe(200);
    expect(errorOf(await resend(upstream, used, output)).message).toBe(
      `Item '${id}' of type 'function_call' was provided without its required 'reasoning' item: '${thought.id}'.`,
    );
  });

  it("is looked up by id when it comes without a blob, which only a stored response allows", async () => {
    const upstream = await start();
    const stored = await turn(upstream, { store: true });
    expect((await resend(upstream, stored.thought, stored.used, stored.output)).status).toBe(200);
    const { thought, used, output } = await turn(upstream);
    const { encrypted_content: _, ...bare } = thought;
    const refused = await resend(upstream, bare, used, output);
    expect(refused.status).toBe(404);
    expect(errorOf(refused).message).toBe(
      `Item with id '${thought.id}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` set to true, or remove this item from your input.`,
    );
  });

  it("refuses a status on a reasoning item, even null", async () => {
    const upstream = await start();
    const { thought, used, output } = await turn(upstream);
    expect(errorOf(await resend(upstream, { ...thought, status: null }, used, output))).toMatchObject({
      code: "unknown_parameter",
      param: "input[1].status",
    });
  });

  it("lets a stored response be continued", async () => {
    const upstream = await start();
    const { body } = await ask(upstream, hi);
    expect((await ask(upstream, { ...hi, previous_response_id: body.id })).status).toBe(200);
    const { body: gone } = await ask(upstream, request);
    expect((await ask(upstream, { ...hi, previous_response_id: gone.id })).status).toBe(400);
  });
});
