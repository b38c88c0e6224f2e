import type { ToolResultParam } from "../anthropic/content.js";
import type { EffortName, MessageParam } from "../anthropic/request.js";
import { invalidRequest } from "../errors/transpond-error.js";
import { isObject } from "../json.js";
import type { Tool } from "../openai/request.js";
import { assistantHandlers } from "./assistant-blocks.js";
import { finishAssistantMessage } from "./assistant-message.js";
import { type AssistantTarget, pushText } from "./assistant-target.js";
import { clearedResult } from "./clear-tool-uses.js";
import { applyCompaction } from "./compaction-history.js";
import { addText, dispatch } from "./content-blocks.js";
import type { ContextPlan } from "./context-management.js";
import { screenDetail } from "./image-detail.js";
import type { InputItems, PlacedItem } from "./input-items.js";
import { Pairing } from "./pairing.js";
import { Parts } from "./parts.js";
import { readMessage } from "./read-message.js";
import { answeredServerCalls } from "./server-tool-history.js";
import { translateSystemMessage } from "./system-messages.js";
import { translateToolResult } from "./tool-results.js";
import type { Translation } from "./translation.js";
import { type UserTarget, userHandlers } from "./user-blocks.js";
import { at } from "./validate.js";

/** What the client wants left out of the history. */
type ConversationPlan = Pick<ContextPlan, "keptFrom" | "clearedResults" | "clearedInputs">;

/**
 * Walks the messages. A turn is a run of assistant messages, or a run of user and system messages: in the latter, tool
 * results come first, next to their calls, then everything else in its order (M2, F24).
 */
export class Conversation {
  /** The last effort that a system message asked for where no item can say so. */
  effort: { name: EffortName; path: string } | null = null;
  readonly #t: Translation;
  readonly #input: InputItems;
  readonly #plan: ConversationPlan;
  readonly #head: number;
  readonly #pairing = new Pairing();
  readonly #assistant: AssistantTarget;
  #outputs: PlacedItem[] = [];
  #revealed: Tool[] = [];
  #rest: PlacedItem[] = [];
  #role: "assistant" | "user" = "user";

  constructor(t: Translation, input: InputItems, plan: ConversationPlan) {
    this.#t = t;
    this.#input = input;
    this.#plan = plan;
    this.#head = input.items.length;
    this.#assistant = {
      drafts: [],
      pairing: this.#pairing,
      messageIndex: 0,
      answered: new Set(),
      serverCalls: new Map(),
      clearThinking: false,
      clearedInputs: plan.clearedInputs,
      phase: undefined,
      paused: false,
      compactions: 0,
      itemIds: new Set(),
    };
  }

  translate(messages: readonly unknown[]): void {
    if (messages.length === 0) throw invalidRequest("messages", "at least one message is required");
    const lastUser = messages.findLastIndex((message) => isObject(message) && message.role === "user");
    messages.forEach((value, index) => {
      const path = `messages.${index}`;
      const message = readMessage(value, path, this.#t);
      this.#enter(message.role === "assistant" ? "assistant" : "user");
      if (message.role === "assistant") this.#addAssistant(message.content, index, path, index < this.#plan.keptFrom);
      else if (message.role === "user") this.#addUser(message.content, path);
      else this.#addSystem(message, path, index < lastUser);
    });
    this.#notePrefill(messages.length - 1);
    this.#flush();
    if (this.#role === "assistant") this.#pairing.endOfTurn();
    if (this.#input.items.length === this.#head) {
      throw invalidRequest(
        "messages.0",
        "all messages must have non-empty content except for the optional final assistant message",
      );
    }
  }

  #enter(role: "assistant" | "user"): void {
    if (role === this.#role) return;
    this.#flush();
    this.#role = role;
  }

  /** Hands out the user's turn that ends here; messages of the assistant are handed out one by one. */
  #flush(): void {
    if (this.#role === "assistant") return;
    this.#pairing.endOfTurn();
    const tools = this.#revealed;
    const added: PlacedItem[] =
      tools.length > 0 ? [{ item: { type: "additional_tools", role: "developer", tools }, path: "tools" }] : [];
    for (const placed of [...this.#outputs, ...added, ...this.#rest]) this.#input.add(placed);
    this.#outputs = [];
    this.#revealed = [];
    this.#rest = [];
  }

  #addAssistant(content: MessageParam["content"], index: number, path: string, clearThinking: boolean): void {
    const target = this.#assistant;
    target.messageIndex = index;
    target.clearThinking = clearThinking;
    target.phase = undefined;
    target.drafts = [];
    if (Array.isArray(content)) {
      target.answered = answeredServerCalls(content);
      content.forEach((value: unknown, position) => {
        dispatch(assistantHandlers, value, `${path}.content.${position}`, target, this.#t);
      });
    } else if (typeof content === "string" && content !== "") pushText(content, at(path, "content"), target);
    else this.#t.ledger.add("empty_text_dropped", at(path, "content"));
    const drafts = applyCompaction(target.drafts, this.#input, this.#head, this.#pairing, this.#t);
    for (const placed of finishAssistantMessage(drafts, this.#t)) this.#input.add(placed);
  }

  #addUser(content: MessageParam["content"], path: string): void {
    const target: UserTarget = { parts: new Parts(), addResult: (value, at) => this.#addResult(value, at) };
    if (typeof content === "string") {
      addText({ type: "text", text: content }, at(path, "content"), target.parts, this.#t);
    } else {
      content?.forEach((value: unknown, position) => {
        dispatch(userHandlers, value, `${path}.content.${position}`, target, this.#t);
      });
    }
    const { parts, paths } = target.parts;
    if (parts.length === 0) return;
    this.#rest.push({ item: { type: "message", role: "user", content: parts }, path: paths });
  }

  #addResult(value: ToolResultParam, path: string): void {
    const call = this.#pairing.result(value.tool_use_id, path, value.toolset_name ?? null);
    const showsScreen = call.toolset !== null || this.#t.screenTools.has(call.name);
    const cleared = this.#plan.clearedResults.has(value.tool_use_id);
    const t = showsScreen
      ? { ...this.#t, imageDetail: screenDetail(this.#t.imageDetail, this.#t.capabilities) }
      : this.#t;
    const output = translateToolResult(cleared ? { ...value, content: clearedResult } : value, path, t);
    this.#outputs.push({ item: output.item, path: output.path });
    for (const { name, path: referencePath } of output.references) {
      if (!this.#t.tools.declared.has(name)) this.#t.ledger.add("feature_unsupported", referencePath);
      const tool = this.#t.tools.name(name);
      if (tool) this.#revealed.push(tool);
    }
  }

  #addSystem(message: Extract<MessageParam, { role: "system" }>, path: string, userFollows: boolean): void {
    const { items, effort } = translateSystemMessage(message, path, userFollows, this.#t);
    this.#rest.push(...items);
    if (effort === null) return;
    this.effort = { name: effort, path: at(path, "output_config.effort") };
    this.#t.ledger.add("midconv_effort_flattened", this.effort.path);
  }

  /** K28. A turn that ends in an open server call is one that the client wants continued (M7). */
  #notePrefill(lastIndex: number): void {
    if (this.#role !== "assistant" || this.#assistant.paused) return;
    this.#t.ledger.add("prefill_not_enforced", `messages.${lastIndex}`);
  }
}
