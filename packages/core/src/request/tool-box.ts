import type { TranslationContext } from "../context.js";
import { invalidRequest, type TranspondError } from "../errors/transpond-error.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import { mcpLabel, shortToolName } from "../names.js";
import type { AllowedTool, FunctionTool, OpenAIRequest, SearchableTool, Tool } from "../openai/request.js";
import type { PlacedItem } from "./input-items.js";
import { SentTools } from "./sent-tools.js";
import { Toolsets } from "./toolsets.js";

/** What became of a tool that the client declared. */
export type DeclaredTool =
  | { kind: "sent"; choice: AllowedTool }
  /** Sent, but shown to the model only once the upstream's own search finds it. */
  | { kind: "searchable"; choice: AllowedTool; tool: FunctionTool }
  /** Known, but shown to the model only once the conversation names it, or once a system message adds it. */
  | { kind: "deferred"; until: "when_named" | "when_added"; choice: AllowedTool; tool: FunctionTool }
  /** Left out, since the upstream has nothing like it. */
  | { kind: "unsupported" };

/** The tools of one request: what is sent, what waits, and what the way back needs to know of them. */
export class ToolBox {
  readonly sent = new SentTools();
  /** By the name that the client uses. */
  readonly declared = new Map<string, DeclaredTool>();
  readonly serverTools: string[] = [];
  readonly toolsets = new Toolsets();
  /** What the upstream's own search may find, by the name that results of searches call it. */
  readonly searchable = new Map<string, SearchableTool>();
  /** Tools that the conversation has brought in so far. */
  readonly revealed: Tool[] = [];
  /** Names of MCP servers as the client wrote them → their labels upstream. */
  readonly mcpLabels = new Map<string, string>();
  /** Listings of MCP servers that the request pins, by the server's name. */
  readonly pinned = new Map<string, PlacedItem>();
  readonly include = new Set<NonNullable<OpenAIRequest["include"]>[number]>();
  maxToolCalls: number | undefined;
  /** Names of functions upstream, as far as they stand in no namespace of a toolset. */
  readonly #functions = new Set<string>();
  readonly #names = new Map<string, string>();
  readonly #omittable = new Map<string, TranslationContext["omittableArguments"][string]>();
  readonly #removed = new Set<string>();
  /** Tools that a search of the conversation found, or that stand in it anyway. */
  readonly #found = new Set<string>();
  readonly #lowerCaseLabels = new Set<string>();

  /** @throws TranspondError 400 when two tools have one name; that of a toolset is its own */
  declare(name: string, tool: DeclaredTool): void {
    if (this.declared.has(name) || this.toolsets.has(name)) throw notUnique();
    this.declared.set(name, tool);
  }

  /** Takes a function's name upstream. @throws TranspondError 400 when another function has it */
  claim(functionName: string): void {
    if (this.#functions.has(functionName)) throw notUnique();
    this.#functions.add(functionName);
  }

  isClaimed(functionName: string): boolean {
    return this.#functions.has(functionName);
  }

  /** The label of an MCP server: once chosen it stays, and the upstream compares labels without regard to case. */
  labelServer(name: string): string {
    const known = this.mcpLabels.get(name);
    if (known !== undefined) return known;
    const label = mcpLabel(name, (taken) => this.#lowerCaseLabels.has(taken.toLowerCase()));
    this.mcpLabels.set(name, label);
    this.#lowerCaseLabels.add(label.toLowerCase());
    return label;
  }

  /** To be called when all tools are declared, and after each that the conversation declares. */
  settleSearch(ledger: LossLedger): void {
    if (!this.sent.settleSearch(ledger)) return;
    for (const [name, entry] of this.declared) {
      if (entry.kind === "sent" && entry.choice.type === "tool_search") {
        this.declared.set(name, { kind: "unsupported" });
      }
    }
  }

  remember(name: string, upstreamName: string, omittable: TranslationContext["omittableArguments"][string]): void {
    if (name !== upstreamName) this.#names.set(upstreamName, name);
    if (Object.keys(omittable).length > 0) this.#omittable.set(upstreamName, omittable);
  }

  /** The definition of a tool that waited, the first time that it is added. */
  add(name: string): Tool | null {
    this.#removed.delete(name);
    return this.#reveal(name);
  }

  /** The same the first time that a result names it. */
  name(name: string): Tool | null {
    const entry = this.declared.get(name);
    this.#removed.delete(name);
    return entry?.kind === "deferred" && entry.until === "when_added" ? null : this.#reveal(name);
  }

  #reveal(name: string): Tool | null {
    const entry = this.declared.get(name);
    if (entry?.kind === "deferred") this.declared.set(name, { kind: "sent", choice: entry.choice });
    else if (entry?.kind !== "searchable" || this.#found.has(name)) return null;
    this.#found.add(name);
    this.revealed.push(entry.tool);
    return entry.tool;
  }

  /** What the upstream's own search found under a name; null where it could not have found it. */
  find(name: string): SearchableTool | null {
    const tool = this.searchable.get(name);
    if (tool === undefined) return null;
    this.#found.add(name);
    return tool;
  }

  remove(name: string): void {
    this.#removed.add(name);
  }

  /** Tools that were taken away and did not come back, in the order in which they went. */
  get removed(): ReadonlySet<string> {
    return this.#removed;
  }

  /**
   * How a call names a tool that is no member of a toolset. What the upstream's search finds lives in a namespace of its
   * own name, and a call without it is refused.
   */
  callName(name: string): { name: string; namespace?: string } {
    const sent = shortToolName(name);
    return this.declared.get(name)?.kind === "searchable" ? { name: sent, namespace: sent } : { name: sent };
  }

  /** Whether a list of allowed tools can name them all: it cannot name members of namespaces, nor what is searched for. */
  get listable(): boolean {
    return !this.sent.searches && this.toolsets.namespaces.length === 0;
  }

  /** Whether the model can call anything, now or later in the conversation. */
  get callable(): boolean {
    return this.sent.tools.length > 0 || this.revealed.length > 0;
  }

  /** The tools that may still be called, where some were removed and they can be listed; otherwise null. */
  remaining(): AllowedTool[] | null {
    if (this.#removed.size === 0 || !this.listable) return null;
    const named = [...this.declared].flatMap(([name, entry]) =>
      entry.kind === "sent" && !this.#removed.has(name) ? [entry.choice] : [],
    );
    const members = this.toolsets.functionNames.map((name) => ({ type: "function" as const, name }));
    const servers = this.sent.tools.flatMap((tool) =>
      tool.type === "mcp" ? [{ type: "mcp" as const, server_label: tool.server_label }] : [],
    );
    return [...named, ...members, ...servers];
  }

  /** `Object.fromEntries` makes own properties even of names such as `__proto__`. */
  get toolNames(): TranslationContext["toolNames"] {
    return Object.fromEntries(this.#names);
  }

  /** Labels upstream → names of MCP servers, where they differ. */
  get mcpServers(): Record<string, string> {
    return Object.fromEntries([...this.mcpLabels].filter(([name, label]) => name !== label).map(([n, l]) => [l, n]));
  }

  get omittableArguments(): TranslationContext["omittableArguments"] {
    return Object.fromEntries(this.#omittable);
  }
}

function notUnique(): TranspondError {
  return invalidRequest("tools", "Tool names must be unique.");
}
