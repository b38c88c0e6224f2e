/** How the upstream renders a request before it tokenises it: `harmony` for models that reason, `chatml` for the others. */
export type Rendering = "harmony" | "chatml";

/** Tokens of the marks around what a request holds. Measured on billed requests; the text inside comes on top. */
export type RenderingRules = {
  /** Start of the reply, once. */
  reply: number;
  /** A message of a user, a system or a developer, and `instructions`. */
  message: number;
  assistantMessage: number;
  /** One that announces calls: with `phase: "commentary"`, or right before a call. */
  commentaryMessage: number;
  /** An output schema, beside the text in which it stands. */
  jsonSchema: number;
  functionCall: number;
  /** More for some calls (`CallRules.named`). */
  namedCall: number;
  /** More for a call of a tool that is not declared. */
  undeclaredCall: number;
  functionCallOutput: number;
  /** Calls that went out together, where they are one call (`CallRules.wrapped`), and the output of each of them. */
  parallelCalls: number;
  parallelOutput: number;
  /** A tool that must be called, beside its name. */
  toolForced: number;
};

export const RENDERINGS: Readonly<Record<Rendering, RenderingRules>> = {
  harmony: {
    reply: 2,
    message: 4,
    assistantMessage: 6,
    commentaryMessage: 7,
    jsonSchema: 0,
    functionCall: 8,
    namedCall: 3,
    undeclaredCall: 3,
    functionCallOutput: 7,
    parallelCalls: 12,
    parallelOutput: 6,
    toolForced: 0,
  },
  chatml: {
    reply: 3,
    message: 4,
    assistantMessage: 4,
    commentaryMessage: 4,
    jsonSchema: 1,
    functionCall: 4,
    namedCall: 3,
    undeclaredCall: 0,
    functionCallOutput: 5,
    parallelCalls: 4,
    parallelOutput: 5,
    toolForced: 7,
  },
};
