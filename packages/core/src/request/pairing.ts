import { invalidRequest } from "../errors/transpond-error.js";
import { callId } from "../names.js";
import { at } from "./validate.js";

/** A call that waits for its result. */
type OpenCall = { messageIndex: number; name: string; toolset: string | null };

/**
 * Every `tool_use` must be answered in the turn after it, each once. The wording is Anthropic's, backticks included:
 * Claude Code looks for it in order to repair its history. Source: mapping M14 to M16.
 */
export class Pairing {
  /** Ids as they are sent: one that is the replacement of another is as good as given twice. */
  readonly #sent = new Set<string>();
  /** Calls of the latest assistant turn that wait for their result, with the index of their message. */
  readonly #open = new Map<string, OpenCall>();
  readonly #answered = new Set<string>();

  call(id: string, call: OpenCall): void {
    const sent = callId(id);
    if (this.#sent.has(sent)) throw invalidRequest("messages", "`tool_use` ids must be unique");
    this.#sent.add(sent);
    this.#open.set(id, call);
  }

  /** Ids, as they are sent, of the calls whose result is still to come. */
  openCalls(): ReadonlySet<string> {
    return new Set([...this.#open.keys()].map(callId));
  }

  /** @param toolset the toolset that the called tool is a member of, as the result names it @returns the call */
  result(id: string, path: string, toolset: string | null): OpenCall {
    const call = this.#open.get(id);
    if (call) {
      this.#open.delete(id);
      this.#answered.add(id);
      if (call.toolset === toolset) return call;
      if (call.toolset === null) throw invalidRequest(at(path, "toolset_name"), "Extra inputs are not permitted");
      throw invalidRequest(path, `\`toolset_name\` must be '${call.toolset}', as in the \`tool_use\` block`);
    }
    if (this.#answered.has(id)) {
      throw invalidRequest(
        path,
        `each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${id}`,
      );
    }
    throw invalidRequest(
      path,
      `unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
    );
  }

  /** To be called where the turn that answers ends. */
  endOfTurn(): void {
    this.#answered.clear();
    const [first] = this.#open.values();
    if (first === undefined) return;
    throw invalidRequest(
      `messages.${first.messageIndex}`,
      `\`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${[...this.#open.keys()].join(", ")}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
    );
  }
}
