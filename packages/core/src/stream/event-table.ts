/** What the machine does with an event of the Responses stream. */
export type EventRole =
  /** Names the response; nothing is shown yet. */
  | "envelope"
  | "item_added"
  | "item_done"
  | "terminal"
  | "error"
  | "keepalive"
  /** Brings a part of a message, or of reasoning. */
  | "part"
  /** Never asked for, and there is no block for it. */
  | "speech"
  /** Says nothing that another event does not say too. */
  | "status"
  /** Belongs to an item of this type, which may not have been announced. */
  | { item: string };

const message = { item: "message" };
const reasoning = { item: "reasoning" };
const functionCall = { item: "function_call" };
const customToolCall = { item: "custom_tool_call" };

/** Every event type of `openai` `ResponseStreamEvent` (mapping C.3), and `keepalive`, which recordings hold. */
export const eventRoles: Record<string, EventRole> = {
  "response.created": "envelope",
  "response.queued": "envelope",
  "response.in_progress": "envelope",
  "response.completed": "terminal",
  "response.incomplete": "terminal",
  "response.failed": "terminal",
  "response.cancelled": "terminal",
  error: "error",
  keepalive: "keepalive",
  "response.output_item.added": "item_added",
  "response.output_item.done": "item_done",
  "response.content_part.added": "part",
  "response.content_part.done": "part",
  "response.output_text.delta": message,
  "response.output_text.done": message,
  "response.output_text.annotation.added": message,
  "response.refusal.delta": message,
  "response.refusal.done": message,
  "response.reasoning_summary_part.added": reasoning,
  "response.reasoning_summary_part.done": reasoning,
  "response.reasoning_summary_text.delta": reasoning,
  "response.reasoning_summary_text.done": reasoning,
  "response.reasoning_text.delta": reasoning,
  "response.reasoning_text.done": reasoning,
  "response.function_call_arguments.delta": functionCall,
  "response.function_call_arguments.done": functionCall,
  "response.web_search_call.in_progress": "status",
  "response.web_search_call.searching": "status",
  "response.web_search_call.completed": "status",
  "response.custom_tool_call_input.delta": customToolCall,
  "response.custom_tool_call_input.done": customToolCall,
  "response.code_interpreter_call.in_progress": "status",
  "response.code_interpreter_call.interpreting": "status",
  "response.code_interpreter_call.completed": "status",
  "response.code_interpreter_call_code.delta": "status",
  "response.code_interpreter_call_code.done": "status",
  "response.file_search_call.in_progress": "status",
  "response.file_search_call.searching": "status",
  "response.file_search_call.completed": "status",
  "response.image_generation_call.in_progress": "status",
  "response.image_generation_call.generating": "status",
  "response.image_generation_call.partial_image": "status",
  "response.image_generation_call.completed": "status",
  "response.mcp_call.in_progress": "status",
  "response.mcp_call.completed": "status",
  "response.mcp_call.failed": "status",
  "response.mcp_call_arguments.delta": "status",
  "response.mcp_call_arguments.done": "status",
  "response.mcp_list_tools.in_progress": "status",
  "response.mcp_list_tools.completed": "status",
  "response.mcp_list_tools.failed": "status",
  "response.shell_call_command.added": "status",
  "response.shell_call_command.delta": "status",
  "response.shell_call_command.done": "status",
  "response.shell_call_output_content.delta": "status",
  "response.shell_call_output_content.done": "status",
  "response.compaction.compacting": "status",
  "response.audio.delta": "speech",
  "response.audio.done": "speech",
  "response.audio.transcript.delta": "speech",
  "response.audio.transcript.done": "speech",
};
