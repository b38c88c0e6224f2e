import type { LossLedger } from "../ledger/loss-ledger.js";
import type { McpTool, Tool } from "../openai/request.js";

/** The tools that stand at the top of a request, and whether the upstream searches among them. Source: mapping T12. */
export class SentTools {
  readonly tools: Tool[] = [];
  readonly paths: string[] = [];
  #searches = false;
  /** Whether any tool waits to be found. */
  #waits = false;
  /** Servers whose tools wait until they are searched for, if the upstream can search. */
  readonly #waitingServers: { tool: McpTool; path: string }[] = [];

  /** Whether the upstream searches for tools itself; it does not change once all tools of the request are declared. */
  get searches(): boolean {
    return this.#searches;
  }

  add(tool: Tool, path: string): void {
    this.tools.push(tool);
    this.paths.push(path);
    if (tool.type === "tool_search") this.#searches = true;
    this.#waits ||= waitsForSearch(tool);
  }

  /** @param deferred whether the server's tools wait until they are searched for */
  addServer(tool: McpTool, path: string, deferred: boolean): void {
    if (deferred) this.#waitingServers.push({ tool, path });
    this.add(tool, path);
  }

  /**
   * To be called when all tools are declared: without a search the tools that wait for one are loaded at once, and
   * without such tools there is no search, which the upstream would refuse.
   *
   * @returns whether the search was taken out
   */
  settleSearch(ledger: LossLedger): boolean {
    for (const { tool, path } of this.#waitingServers.splice(0)) {
      if (this.#searches) {
        tool.defer_loading = true;
        this.#waits = true;
      } else ledger.add("defer_loading_ignored", path);
    }
    if (!this.#searches || this.#waits) return false;
    this.#searches = false;
    const search = this.tools.findIndex(({ type }) => type === "tool_search");
    this.tools.splice(search, 1);
    const [path = "tools"] = this.paths.splice(search, 1);
    ledger.add("tool_hint_dropped", path);
    return true;
  }
}

function waitsForSearch(tool: Tool): boolean {
  if (tool.type === "namespace") return tool.tools.some(({ defer_loading }) => defer_loading === true);
  return (tool.type === "function" || tool.type === "mcp") && tool.defer_loading === true;
}
