import { reasoning, text } from "@transpond/testkit";
import { expect, it } from "vitest";
import { gateway, hello } from "./gateway.js";

const thinking = { thinking: { type: "adaptive" as const } };

/** The kinds of items that a second deployment is sent of a turn that a first one answered. */
async function moved(families: Record<string, string> | undefined): Promise<unknown[]> {
  await using origin = await gateway();
  const upstream = { baseURL: origin.upstream.url, apiKey: "k", identity: "one", families };
  await using first = await gateway({ model: "gpt-5.4", upstream });
  await using second = await gateway({ model: "gpt-5.4-mini", upstream });
  origin.upstream.script(reasoning("Plan"), text("Hello."));
  const { content } = await first.client.messages.create({ ...hello, ...thinking });
  const messages = [...hello.messages, { role: "assistant" as const, content }, ...hello.messages];
  await second.client.messages.create({ ...hello, ...thinking, messages });
  const body: { input?: { type?: string }[] } = Object(origin.upstream.requests.at(-1)?.body);
  return body.input?.map(({ type }) => type) ?? [];
}

it("reasoning moves between deployments that the host calls one family, and no others", async () => {
  expect(await moved({ "gpt-5.4*": "gpt-5.4" })).toEqual(["message", "reasoning", "message", "message"]);
  expect(await moved(undefined)).toEqual(["message", "message", "message"]);
});
