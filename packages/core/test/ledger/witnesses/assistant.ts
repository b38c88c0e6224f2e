import { encodeCompactionEnvelope } from "../../../src/compaction-envelope.js";
import { encodeReasoningEnvelope } from "../../../src/reasoning-envelope.js";
import { assistant, text, tool, user } from "../../request/support.js";
import { requestRows } from "../request-rows.js";
import type { Sample } from "../sample.js";
import {
  answered,
  ephemeral,
  forEach,
  instructed,
  long,
  noBreakpoints,
  noToolSearch,
  nowhere,
  of,
  used,
  type Witnesses,
} from "./build.js";
import { clearAll } from "./services.js";

const signature = encodeReasoningEnvelope({
  id: "rs_1",
  encryptedContent: "gAAAA",
  summaryLengths: [],
  family: "gpt-5.6-sol",
  identity: "",
});
const thinking = (value = signature) => ({ type: "thinking", thinking: "", signature: value });
const redacted = (data = signature) => ({ type: "redacted_thinking", data });

/** Reasoning in every state: another's, without a follower, cleared, twice. */
const reasoning = (block: (value?: string) => object): Sample[] => [
  of(answered(block("foreign"), text("b"))),
  of(answered(text("b"), block())),
  of({
    messages: [
      user(text("a")),
      assistant(block(), text("b")),
      user(text("c")),
      assistant(thinking("foreign"), text("d")),
      user(text("e")),
    ],
    context_management: { edits: [{ type: "clear_thinking_20251015", keep: { type: "thinking_turns", value: 1 } }] },
  }),
  of(answered(block(), text("b"), block(), text("c"))),
];

const serverCall = (rest: object = {}) => ({
  type: "server_tool_use",
  id: "srvtoolu_1",
  name: "web_search",
  input: { query: "a" },
  ...rest,
});
const mcpCall = (rest: object = {}) => ({
  type: "mcp_tool_use",
  id: "mcptoolu_1",
  name: "a",
  server_name: "s",
  input: {},
  ...rest,
});
const resultTypes = Object.keys(requestRows).flatMap((name) => /^content\[(\w+_tool_result)\]$/.exec(name)?.[1] ?? []);
const serverResult = (type: string, rest: object = {}) => ({ type, tool_use_id: "srvtoolu_1", content: [], ...rest });
/** A call and its result, of which the latter is looked at. */
const pair = (type: string, rest: object = {}) =>
  answered(
    type === "mcp_tool_result" ? mcpCall({ id: "srvtoolu_1" }) : serverCall(),
    serverResult(type, rest),
    text("b"),
  );

const python = { type: "code_execution_20250522", name: "code_execution" };
const caller = { caller: { type: "code_execution_20260120", tool_id: "srvtoolu_2" } };
const server = { type: "url", name: "s", url: "https://example.com/mcp" };
const listing = { type: "mcp_tool_listing", mcp_server_name: "s", tools: [] };

const compaction = (rest: object = {}) => answered({ type: "compaction", content: "c", ...rest }, text("b"));

/** Markers on blocks of the assistant: on the next part, on none, by model. */
const moved = (
  make: (marker: object) => Record<string, unknown>,
  last: (marker: object) => Record<string, unknown>,
): Sample[] => [of(make(ephemeral)), of(make(long)), of(make(ephemeral), noBreakpoints), of(last(ephemeral))];
const ending = (...content: unknown[]) => ({ messages: [user(text("a")), assistant(...content)] });

const deferred = tool("Later", {}, { defer_loading: true });
const change = (type: string, tool: object, rest: object = {}) => instructed({ type, tool, ...rest });

export const assistantWitnesses: Witnesses = {
  "content[thinking]": reasoning(thinking),
  "content[redacted_thinking]": reasoning(redacted),
  "content[tool_use].toolset_name": [of(used("a", { toolset_name: "computer" }, { toolset_name: "computer" }))],
  "content[tool_use].input": [of({ ...used("a"), context_management: { edits: [clearAll] } })],
  "content[tool_use].caller": [
    of(used("a", {}, { caller: { type: "code_execution_20260120", tool_id: "srvtoolu_1" } })),
  ],
  ...forEach(
    ["content[tool_use].caller[code_execution_20250825]", "content[tool_use].caller[code_execution_20260120]"],
    (name) => [of(used("a", {}, { caller: { type: /caller\[(.*)\]/.exec(name)?.[1], tool_id: "srvtoolu_1" } }))],
  ),
  "content[server_tool_use]": [of(answered(serverCall()))],
  "content[mcp_tool_use]": [of(answered(mcpCall()))],
  ...forEach(
    resultTypes.map((type) => `content[${type}]`),
    (name) => {
      const type = name.slice("content[".length, -1);
      return [of(pair(type)), ...(/execution/.test(type) ? [of({ ...pair(type), tools: [python] })] : [])];
    },
  ),
  ...forEach(
    resultTypes.map((type) => `content[${type}].cache_control`),
    (name) => {
      const type = /\[(\w+)\]/.exec(name)?.[1] ?? "";
      return moved(
        (marker) => pair(type, marker),
        (marker) =>
          ending(type === "mcp_tool_result" ? mcpCall({ id: "srvtoolu_1" }) : serverCall(), serverResult(type, marker)),
      );
    },
  ),
  "content[server_tool_use].cache_control": moved(
    (marker) => answered(serverCall(marker)),
    (marker) => ending(serverCall(marker)),
  ),
  "content[mcp_tool_use].cache_control": moved(
    (marker) => answered(mcpCall(marker)),
    (marker) => ending(mcpCall(marker)),
  ),
  "content[tool_use].cache_control": moved(
    (marker) => used("a", {}, marker),
    (marker) => used(undefined, {}, marker),
  ),
  "content[compaction].cache_control": moved(compaction, (marker) =>
    ending({ type: "compaction", content: "c", ...marker }),
  ),
  "content[server_tool_use].caller": [of(answered(serverCall(caller)))],
  "content[web_search_tool_result].caller": [of(pair("web_search_tool_result", caller))],
  "content[web_fetch_tool_result].caller": [of(pair("web_fetch_tool_result", caller))],
  "content[mcp_tool_listing]": [
    of(answered(listing, text("b"))),
    of({
      ...answered(listing, listing, text("b")),
      mcp_servers: [server],
      tools: [{ type: "mcp_toolset", mcp_server_name: "s" }],
    }),
  ],
  "content[compaction]": [
    of(compaction()),
    of(compaction({ content: null })),
    of(
      compaction({
        content: "[compacted]",
        encrypted_content: encodeCompactionEnvelope({ encryptedContent: "a", identity: "other" }),
      }),
    ),
  ],
  "content[compaction].encrypted_content": [of(compaction({ encrypted_content: "a" }))],
  "content[compaction].tool_changes": [
    of(compaction({ tool_changes: [{ type: "tool_addition", tool: { type: "tool_reference", name: "Read" } }] })),
  ],
  "content[fallback]": [
    of(
      answered(
        { type: "fallback", from: { model: "claude-opus-5" }, to: { model: "claude-sonnet-5" }, trigger: null },
        text("b"),
      ),
    ),
  ],
  "content[tool_addition].tool[tool_reference]": [
    of(
      { tools: [tool("Read"), deferred], ...change("tool_addition", { type: "tool_reference", name: "Later" }) },
      noToolSearch,
    ),
  ],
  "content[tool_addition].tool[tool_definition]": [
    of(change("tool_addition", { type: "tool_definition", definition: tool("New") }), noToolSearch),
    of(change("tool_addition", { type: "tool_definition", definition: tool("New") })),
    of({
      tools: [tool("Read")],
      ...change("tool_addition", { type: "tool_definition", definition: tool("Read", { a: { type: "string" } }) }),
    }),
  ],
  "content[tool_removal]": [
    of({ tools: [tool("Read"), tool("Write")], ...change("tool_removal", { type: "tool_reference", name: "Read" }) }),
  ],
  ...forEach(
    ["tool_addition", "tool_removal"].map((type) => `content[${type}].tool[mcp_tool_reference]`),
    (name) => [
      of(change(/\[(\w+)\]/.exec(name)?.[1] ?? "", { type: "mcp_tool_reference", server_name: "s", name: "a" })),
    ],
  ),
  ...forEach(
    ["tool_addition", "tool_removal"].map((type) => `content[${type}].tool[mcp_toolset_reference]`),
    (name) => [of(change(/\[(\w+)\]/.exec(name)?.[1] ?? "", { type: "mcp_toolset_reference", server_name: "s" }))],
  ),
  ...forEach(["content[tool_addition].cache_control", "content[tool_removal].cache_control"], (name) =>
    nowhere((marker) => ({
      tools: [tool("Read"), tool("Write")],
      ...change(/\[(\w+)\]/.exec(name)?.[1] ?? "", { type: "tool_reference", name: "Read" }, marker),
    })),
  ),
};
