import type { TranslationContext } from "../context.js";
import { shortToolName } from "../names.js";

/** How a call names a tool upstream. */
export type CallName = { name: string; namespace?: string };

/** The toolsets of one request, and how calls of their members are written upstream. Source: mapping T6, T7. */
export class Toolsets {
  readonly #members = new Map<string, ReadonlyMap<string, CallName>>();

  has(toolset: string): boolean {
    return this.#members.has(toolset);
  }

  /** @param members name of each member → how its calls are written */
  add(toolset: string, members: ReadonlyMap<string, CallName>): void {
    this.#members.set(toolset, members);
  }

  /**
   * How a call of a member is written; null where the request does not declare the toolset. A member that is not offered
   * stands in no namespace, so its call is one of a function that nobody declares, which the upstream takes.
   */
  callName(toolset: string, member: string): CallName | null {
    const members = this.#members.get(toolset);
    if (members === undefined) return null;
    return members.get(member) ?? { name: shortToolName(flatName(toolset, member)) };
  }

  /** Toolsets that are sent as namespaces. */
  get namespaces(): string[] {
    return [...this.#members].flatMap(([toolset, members]) =>
      [...members.values()].some(({ namespace }) => namespace !== undefined) ? [toolset] : [],
    );
  }

  /** Names of the members that are sent as single functions. */
  get functionNames(): string[] {
    return Object.keys(this.functions);
  }

  /** Members that are sent as single functions: name upstream → toolset and member. */
  get functions(): NonNullable<TranslationContext["toolsetMembers"]> {
    const entries = [...this.#members].flatMap(([toolset, members]) =>
      [...members].flatMap(([member, { name, namespace }]) =>
        namespace === undefined ? [[name, { toolset, name: member }] as const] : [],
      ),
    );
    return Object.fromEntries(entries);
  }
}

/** The name of a member on models without namespaces. */
export function flatName(toolset: string, member: string): string {
  return `${toolset}__${member}`;
}
