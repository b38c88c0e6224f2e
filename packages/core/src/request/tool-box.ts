import type { TranslationContext } from "../context.js";
import { invalidRequest } from "../errors/transpond-error.js";
import type { AllowedTool, FunctionTool, OpenAIRequest, Tool } from "../openai/request.js";

/** What became of a tool that the client declared. */
export type DeclaredTool =
  | { kind: "sent"; choice: AllowedTool }
  /** Known, but shown to the model only once the conversation names it. */
  | { kind: "deferred"; choice: AllowedTool; tool: FunctionTool }
  /** Left out, since the upstream has nothing like it. */
  | { kind: "unsupported" };

/** The tools of one request: what is sent, what waits, and what the way back needs to know of them. */
export class ToolBox {
  readonly tools: Tool[] = [];
  readonly paths: string[] = [];
  /** By the name that the client uses. */
  readonly declared = new Map<string, DeclaredTool>();
  readonly serverTools: string[] = [];
  /** Names of toolsets, which are sent as namespaces. */
  readonly toolsets = new Set<string>();
  readonly include = new Set<NonNullable<OpenAIRequest["include"]>[number]>();
  maxToolCalls: number | undefined;
  readonly #names = new Map<string, string>();
  readonly #omittable = new Map<string, TranslationContext["omittableArguments"][string]>();
  readonly #removed = new Set<string>();
  /** Tools that the conversation has brought in so far. */
  readonly revealed: Tool[] = [];

  /** @throws TranspondError 400 when two tools have one name */
  declare(name: string, tool: DeclaredTool): void {
    if (this.declared.has(name)) throw invalidRequest("tools", "Tool names must be unique.");
    this.declared.set(name, tool);
  }

  send(tool: Tool, path: string): void {
    this.tools.push(tool);
    this.paths.push(path);
  }

  remember(name: string, upstreamName: string, omittable: TranslationContext["omittableArguments"][string]): void {
    if (name !== upstreamName) this.#names.set(upstreamName, name);
    if (Object.keys(omittable).length > 0) this.#omittable.set(upstreamName, omittable);
  }

  /** The definition of a tool that waited, the first time that it is named. */
  reveal(name: string): Tool | null {
    const entry = this.declared.get(name);
    this.#removed.delete(name);
    if (entry?.kind !== "deferred") return null;
    this.declared.set(name, { kind: "sent", choice: entry.choice });
    this.revealed.push(entry.tool);
    return entry.tool;
  }

  remove(name: string): void {
    this.#removed.add(name);
  }

  /** Whether the model can call anything, now or later in the conversation. */
  get callable(): boolean {
    return this.tools.length > 0 || this.revealed.length > 0;
  }

  /** The tools that may still be called, where some were removed; otherwise null. Members of toolsets cannot be listed. */
  remaining(): AllowedTool[] | null {
    if (this.#removed.size === 0 || this.toolsets.size > 0) return null;
    return [...this.declared].flatMap(([name, entry]) =>
      entry.kind === "sent" && !this.#removed.has(name) ? [entry.choice] : [],
    );
  }

  /** `Object.fromEntries` makes own properties even of names such as `__proto__`. */
  get toolNames(): TranslationContext["toolNames"] {
    return Object.fromEntries(this.#names);
  }

  get omittableArguments(): TranslationContext["omittableArguments"] {
    return Object.fromEntries(this.#omittable);
  }
}
