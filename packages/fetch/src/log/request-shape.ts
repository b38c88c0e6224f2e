import type { MessagesRequest } from "@transpond/core";
import type { RequestFeature, RequestShape } from "./log-entry.js";

type Message = MessagesRequest["messages"][number];
type Count = keyof Pick<RequestShape, "images" | "documents" | "toolCalls" | "toolResults" | "thinkingBlocks">;

const blockCounts: ReadonlyMap<string, Count> = new Map([
  ["image", "images"],
  ["document", "documents"],
  ["tool_use", "toolCalls"],
  ["server_tool_use", "toolCalls"],
  ["mcp_tool_use", "toolCalls"],
  ["tool_result", "toolResults"],
  ["thinking", "thinkingBlocks"],
  ["redacted_thinking", "thinkingBlocks"],
]);

const roleCounts = { user: "userMessages", assistant: "assistantMessages", system: "systemMessages" } as const;

const features: readonly [RequestFeature, (body: MessagesRequest) => boolean][] = [
  ["thinking", ({ thinking }) => thinking !== undefined && thinking.type !== "disabled"],
  ["effort", ({ output_config }) => output_config?.effort != null],
  ["structured_output", ({ output_config, output_format }) => (output_config?.format ?? output_format) != null],
  ["prompt_cache", ({ cache_control }) => cache_control != null],
  ["forced_tool", ({ tool_choice }) => tool_choice?.type === "tool" || tool_choice?.type === "any"],
  ["stop_sequences", ({ stop_sequences }) => (stop_sequences?.length ?? 0) > 0],
  ["context_management", ({ context_management }) => context_management != null],
  ["mcp_servers", ({ mcp_servers }) => (mcp_servers?.length ?? 0) > 0],
  ["container", ({ container }) => container != null],
  ["betas", ({ betas }) => (betas?.length ?? 0) > 0],
];

/** Counts what a request that was checked asks for: numbers and names of our own, nothing of the client's. */
export function requestShape(body: MessagesRequest): RequestShape {
  const { messages, tools = [] } = body;
  const shape: RequestShape = {
    messages: messages.length,
    userMessages: 0,
    assistantMessages: 0,
    systemMessages: 0,
    images: 0,
    documents: 0,
    toolCalls: 0,
    toolResults: 0,
    thinkingBlocks: 0,
    tools: tools.length,
    serverTools: tools.filter(isServerTool).length,
    features: features.filter(([, uses]) => uses(body)).map(([name]) => name),
  };
  for (const { role, content } of messages) {
    shape[roleCounts[role]] += 1;
    countBlocks(content, shape);
  }
  return shape;
}

/** A client's own tool has no type, or says so. */
const isServerTool = (tool: NonNullable<MessagesRequest["tools"]>[number]) =>
  "type" in tool && typeof tool.type === "string" && tool.type !== "custom";

function countBlocks(content: Message["content"] | unknown, shape: RequestShape): void {
  if (!Array.isArray(content)) return;
  for (const block of content) {
    const count = blockCounts.get(block.type);
    if (count !== undefined) shape[count] += 1;
    // Results of tools hold images and documents of their own.
    if (count === "toolResults") countBlocks(block.content, shape);
  }
}
