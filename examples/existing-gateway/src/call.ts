import type { Loss, OpenAIRequest, TranslationContext, Usage } from "@transpond/core";

/** A translated request on its way through the gateway. */
export type Call = {
  request: OpenAIRequest;
  context: TranslationContext;
  /** What of the request did not come across. */
  losses: readonly Loss[];
  requestId: string;
  /** Aborts when the client leaves. */
  signal: AbortSignal;
  /** For the gateway's log. */
  onLoss: (loss: Loss) => void;
  onFailure: (error: { type: string; message: string }) => void;
  onUsage: (usage: Usage) => void;
};

/** What the gateway's transport sends. */
export type Reply = {
  status: number;
  headers: Record<string, string>;
  body: string | ReadableStream<Uint8Array>;
};

export const jsonReply = (body: object, status = 200, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { ...headers, "content-type": "application/json" },
  body: JSON.stringify(body),
});
