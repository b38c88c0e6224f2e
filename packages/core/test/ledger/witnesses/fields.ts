import { assistant, text, tool, user } from "../../request/support.js";
import { ephemeral, long, noBreakpoints, noReasoning, of, type Witnesses } from "./build.js";

const system = (...blocks: unknown[]) => ({ system: blocks });
const search = { type: "tool_search_tool_regex", name: "tool_search_tool_regex" };
const effort = { role: "system", content: "c", output_config: { effort: "max" } };

export const fieldWitnesses: Witnesses = {
  max_tokens: [of({ max_tokens: 1_000_000 }), of({ max_tokens: 1 })],
  messages: [of({ messages: [user(text("a")), assistant(text("b"))] })],
  system: [
    of(system(text("x-anthropic-billing-header: a\nb"))),
    of({ system: "x-anthropic-billing-header: a" }),
    of(system(text(""), text("a"))),
    of(system(text("a", { citations: [{ type: "char_location" }] }))),
    of(system(text("a", ephemeral)), noBreakpoints),
    of(system(text("a", long))),
    of(system(text("", ephemeral))),
  ],
  stop_sequences: [of({ stop_sequences: ["END"] })],
  temperature: [of({ temperature: 0.5 }), of({ temperature: 1 })],
  top_p: [of({ top_p: 0.5 }), of({ top_p: 1 })],
  top_k: [of({ top_k: 5 })],
  "metadata.user_id": [of({ metadata: { user_id: "a" } })],
  tool_choice: [of({ tool_choice: { type: "auto" } }), of({ tools: [tool("Read")], tool_choice: { type: "any" } })],
  "header.anthropic-user-profile-id": [{ fields: {}, headers: { "anthropic-user-profile-id": "a" } }],
  "header.anthropic-workspace-id": [{ fields: {}, headers: { "anthropic-workspace-id": "a" } }],
  "tool_choice[tool].name": [
    of({
      tools: [search, tool("Read"), tool("Later", {}, { defer_loading: true })],
      tool_choice: { type: "tool", name: search.name },
    }),
  ],
  safeguards: [of({ safeguards: [{ type: "a" }] })],
  "message.content": [of({ messages: [{ role: "user", content: "" }, user(text("a"))] })],
  "message.clear_at=next_user_message": [
    of({
      messages: [user(text("a")), { role: "system", content: "b", clear_at: "next_user_message" }, user(text("c"))],
    }),
  ],
  "message.output_config.effort": [
    of({ messages: [user(text("a")), effort, user(text("d"))] }),
    of({ messages: [user(text("a")), effort, user(text("d"))], thinking: { type: "disabled" } }),
    of({ messages: [user(text("a")), effort, user(text("d"))] }, noReasoning),
    {
      ...of({ messages: [user(text("a")), effort, user(text("d"))] }, "gpt-6-astra"),
      capabilities: { efforts: ["low", "medium", "high"] },
    },
  ],
};
