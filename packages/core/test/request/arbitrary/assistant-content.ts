import fc from "fast-check";
import { compactionPlaceholder } from "../../../src/compaction-envelope.js";
import { jsonObject } from "./schemas.js";
import { type ServerHistory, serverHistory } from "./server-history.js";
import { future, rarely, words } from "./texts.js";
import { citedText, document, text } from "./user-content.js";

/** What `finish` makes into the signature of a thinking block, once the texts are numbered. */
export type OwnReasoning = { own: number; phase: string | undefined; foreign: boolean };

const ownReasoning = fc.record({
  own: fc.nat({ max: 30 }),
  phase: fc.constantFrom(undefined, "commentary", "final_answer"),
  foreign: rarely(fc.constant(true), 6).map(Boolean),
});
const signature = fc.oneof(
  { weight: 4, arbitrary: ownReasoning },
  { weight: 1, arbitrary: fc.constantFrom("", "EqQBCgIYAhIM§", "tr1:damaged§") },
);
const thinking = fc.record({
  type: fc.constant("thinking"),
  thinking: fc.oneof(words, fc.constantFrom("", "§\n\n§", "§\n\n§\n\n§")),
  signature,
});
const redacted = fc.record({ type: fc.constant("redacted_thinking"), data: signature });

/** A call of a client's tool; the name, the id and the toolset come when the conversation is put together. */
export type Call = { call: { tool: number; id: number; input: object; caller: object | undefined } };
const call: fc.Arbitrary<Call> = fc
  .record({
    tool: fc.nat({ max: 40 }),
    id: fc.nat({ max: 5 }),
    input: jsonObject,
    caller: rarely(fc.constantFrom({ type: "direct" }, { type: "code_execution_20260120", tool_id: "srvtoolu_§" })),
  })
  .map((value) => ({ call: value }));

/** `cut`: the result stands in the next assistant message; `open`: it never came. `own`: our upstream ran it. */
export type Served = { served: ServerHistory & { end: "together" | "cut" | "open"; own: boolean } };
const served: fc.Arbitrary<Served> = fc
  .record({
    history: serverHistory,
    end: fc.constantFrom("together", "together", "together", "cut", "open"),
    own: fc.boolean(),
  })
  .map(({ history, ...rest }) => ({ served: { ...history, ...rest } }));

const listing = fc.record({
  type: fc.constant("mcp_tool_listing"),
  mcp_server_name: words,
  tools: fc.array(fc.record({ name: words, description: fc.option(words), input_schema: fc.constant({}) }), {
    maxLength: 2,
  }),
});
const fallback = fc.record({
  type: fc.constant("fallback"),
  from: fc.constant({ model: "claude-§" }),
  to: fc.constant({ model: "claude-§" }),
  trigger: rarely(words, 2),
});

const ownCompaction = fc.constant({
  type: "compaction",
  content: compactionPlaceholder,
  encrypted_content: { own: 1 },
});
const otherCompaction = fc.record({
  type: fc.constant("compaction"),
  content: fc.oneof(words, fc.constant(null)),
  encrypted_content: rarely(fc.oneof(fc.constant(null), words), 2),
  signature: rarely(words, 2),
  tool_changes: rarely(fc.constantFrom([], [{ type: "tool_removal", tool: { type: "tool_reference", name: "Read" } }])),
});

export const compaction = fc.oneof({ weight: 3, arbitrary: otherCompaction }, { weight: 1, arbitrary: ownCompaction });

export type AssistantBlock = object | Call | Served;
export const assistantBlock: fc.Arbitrary<AssistantBlock> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 2, arbitrary: citedText },
  { weight: 4, arbitrary: thinking },
  { weight: 1, arbitrary: redacted },
  { weight: 6, arbitrary: call },
  { weight: 3, arbitrary: served },
  { weight: 1, arbitrary: fc.oneof(listing, fallback, document) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("text"), text: words, future_field: future }) },
);
