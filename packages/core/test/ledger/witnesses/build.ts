import { assistant, ephemeral, text, tool, user } from "../../request/support.js";
import type { Sample } from "../sample.js";

/** Models by what they lack, newest first. */
export const noBreakpoints = "gpt-5.5";
export const noToolSearch = "gpt-5.2";
export const noReasoning = "gpt-4o";

export type Witnesses = Readonly<Record<string, readonly Sample[]>>;

export const of = (fields: Record<string, unknown>, model?: string): Sample => ({
  fields,
  ...(model !== undefined && { model }),
});

/** A conversation whose user says something after what is shown, so that nothing stands last by accident. */
export const said = (...content: unknown[]) => ({ messages: [user(...content)] });
export const answered = (...content: unknown[]) => ({
  messages: [user(text("a")), assistant(...content), user(text("b"))],
});
export const instructed = (...content: unknown[]) => ({
  messages: [user(text("a")), { role: "system", content }, user(text("b"))],
});

/** A client tool's call and its result. */
export const used = (content: unknown, rest: object = {}, inCall: object = {}) => ({
  tools: [tool("Read")],
  messages: [
    user(text("a")),
    assistant({ type: "tool_use", id: "t", name: "Read", input: {}, ...inCall }),
    user({ type: "tool_result", tool_use_id: "t", ...(content !== undefined && { content }), ...rest }),
  ],
});

export const long = { cache_control: { type: "ephemeral", ttl: "1h" } };
export { ephemeral };

/** The same witnesses for several names, made from each. */
export function forEach(names: readonly string[], make: (name: string) => readonly Sample[]): Witnesses {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}

/** Markers on something that becomes a part: their own breakpoint, or none by model. */
export const onPart = (make: (marker: object) => Record<string, unknown>): Sample[] => [
  of(make(long)),
  of(make(ephemeral), noBreakpoints),
];
/** Markers on something that gives no part: left out, or none by model. */
export const nowhere = (make: (marker: object) => Record<string, unknown>): Sample[] => [
  of(make(ephemeral)),
  ...onPart(make),
];
