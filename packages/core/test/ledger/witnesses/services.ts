import { assistant, text, user } from "../../request/support.js";
import { ephemeral, long, noBreakpoints, of, used, type Witnesses } from "./build.js";

const thinking = { type: "thinking", thinking: "a", signature: "foreign" };

const credit = (mode?: string) => ({ fallback_credit_token: { token: "a", ...(mode && { mode }) } });
export const clearAll = {
  type: "clear_tool_uses_20250919",
  trigger: { type: "tool_uses", value: 0 },
  keep: { type: "tool_uses", value: 0 },
  clear_tool_inputs: true,
};
const edits = (...list: unknown[]) => ({ context_management: { edits: list } });
const server = { type: "url", name: "s", url: "https://example.com/mcp" };

export const serviceWitnesses: Witnesses = {
  cache_control: [of(ephemeral, noBreakpoints), of({ system: "a".repeat(8000) })],
  "cache_control.ttl=1h": [of(long)],
  container: [of({ container: "cntr_1" }), of({ container: { id: "cntr_1" } })],
  "container.skills": [of({ container: { skills: [{ type: "custom", skill_id: "s" }] } })],
  "context_management.edits[clear_thinking_20251015]": [
    of({
      ...edits({ type: "clear_thinking_20251015", keep: { type: "thinking_turns", value: 1 } }),
      messages: [
        user(text("a")),
        assistant(thinking, text("b")),
        user(text("c")),
        assistant(thinking, text("d")),
        user(text("e")),
      ],
    }),
  ],
  "context_management.edits[clear_tool_uses_20250919]": [of({ ...edits(clearAll), ...used("a") })],
  "context_management.edits[compact_20260112]": [
    of(edits({ type: "compact_20260112" })),
    of(edits({ type: "compact_20260112", trigger: { type: "input_tokens", value: 60_000 } })),
  ],
  "context_management.edits[compact_20260112].pause_after_compaction": [
    of(edits({ type: "compact_20260112", pause_after_compaction: true })),
  ],
  "context_management.edits[compact_20260112].instructions": [
    of(edits({ type: "compact_20260112", instructions: "a" })),
  ],
  compaction: [of({ compaction: { type: "summarize" } })],
  "diagnostics.previous_message_id": [of({ diagnostics: { previous_message_id: "msg_1" } }, noBreakpoints)],
  "fallbacks[]": [of({ fallbacks: [{ model: "claude-haiku-4-5" }] })],
  fallback_credit_token: [of(credit("strict")), of({ fallback_credit_token: "a" })],
  "fallback_credit_token.token": [of(credit("strict"))],
  "fallback_credit_token.mode=strict": [of(credit("strict"))],
  "fallback_credit_token.mode=best_effort": [of(credit("best_effort"))],
  mcp_servers: [
    of({ mcp_servers: [{ ...server, tool_configuration: { enabled: false } }] }),
    of({
      mcp_servers: [server],
      tools: [{ type: "mcp_toolset", mcp_server_name: "s", default_config: { enabled: false } }],
    }),
  ],
  "mcp_servers[].tool_configuration": [
    of({
      mcp_servers: [{ ...server, tool_configuration: { allowed_tools: ["a"] } }],
      tools: [
        {
          type: "mcp_toolset",
          mcp_server_name: "s",
          default_config: { enabled: false },
          configs: { b: { enabled: true } },
        },
      ],
    }),
  ],
  "mcp_servers[].name": [
    of({ mcp_servers: [{ ...server, name: "s!" }], tools: [{ type: "mcp_toolset", mcp_server_name: "s!" }] }),
  ],
  thread: [of({ thread: { type: "create" } })],
  inference_geo: [of({ inference_geo: "us" })],
  user_profile_id: [of({ user_profile_id: "a" })],
  workspace_id: [of({ workspace_id: "a" })],
  "billing_policy.bill_to=user_profile": [of({ billing_policy: { type: "billing_policy", bill_to: "user_profile" } })],
};
