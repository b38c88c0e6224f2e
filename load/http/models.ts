/** The upstream's models, each of which has one answer; and the client's names for them. */
export const upstreamModels = { small: "gpt-5.4", long: "gpt-5.4-mini" } as const;
export const clientModels = { small: "claude-sonnet-5", long: "claude-haiku-4-5" } as const;

export type Size = keyof typeof upstreamModels;

/** Path of the upstream that answers at once with nothing: what a request costs the client itself. */
export const nothingPath = "/nothing";
