import type { OpenAIRequest } from "@transpond/core";

type InputItem = OpenAIRequest["input"][number];
type Message = Extract<InputItem, { type: "message" }>;
type InputPart = Extract<Message, { role: "user" }>["content"][number];
type InputText = Extract<InputPart, { type: "input_text" }>;

/** The input without cache breakpoints; null where it has none. */
export function withoutBreakpoints(input: readonly InputItem[]): InputItem[] | null {
  return input.some((item) => partsOf(item).some(isMarked)) ? input.map(unmarkedItem) : null;
}

const isMarked = (part: InputPart) => part.prompt_cache_breakpoint !== undefined;

function partsOf(item: InputItem): readonly InputPart[] {
  if (item.type === "function_call_output") return typeof item.output === "string" ? [] : item.output;
  return item.type === "message" && item.role !== "assistant" ? item.content : [];
}

function unmarkedItem(item: InputItem): InputItem {
  if (item.type === "function_call_output") {
    return typeof item.output === "string" ? item : { ...item, output: item.output.map(unmarked) };
  }
  if (item.type !== "message" || item.role === "assistant") return item;
  if (item.role === "user") return { ...item, content: item.content.map(unmarked) };
  return { ...item, content: item.content.map(unmarkedText) };
}

const unmarked = ({ prompt_cache_breakpoint: _, ...part }: InputPart): InputPart => part;
const unmarkedText = ({ prompt_cache_breakpoint: _, ...part }: InputText): InputText => part;
