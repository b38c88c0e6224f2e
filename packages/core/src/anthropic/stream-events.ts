import type { ErrorBody } from "./errors.js";
import type {
  Container,
  ContentBlock,
  ContextManagement,
  InputTransformation,
  Message,
  RefusalDetails,
  StopReason,
  Usage,
  WebSearchResultLocation,
} from "./message.js";

/** What a stream of an Anthropic answer consists of. Source: `@anthropic-ai/sdk` `RawMessageStreamEvent`, plus `ping` and `error` of the wire. */

export type ContentBlockDelta =
  | { type: "text_delta"; text: string }
  | { type: "citations_delta"; citation: WebSearchResultLocation }
  | { type: "thinking_delta"; thinking: string; estimated_tokens?: null }
  | { type: "signature_delta"; signature: string }
  | { type: "input_json_delta"; partial_json: string };

/** With what only the beta types of the official SDK know, as in `BetaContentBlock`. */
export type BetaContentBlockDelta =
  | ContentBlockDelta
  | { type: "compaction_delta"; content: string | null; encrypted_content: string | null };

export type MessageStartEvent = { type: "message_start"; message: Message };
export type ContentBlockStartEvent = { type: "content_block_start"; index: number; content_block: ContentBlock };
export type ContentBlockDeltaEvent = { type: "content_block_delta"; index: number; delta: ContentBlockDelta };
export type ContentBlockStopEvent = { type: "content_block_stop"; index: number };
export type MessageDeltaEvent = {
  type: "message_delta";
  delta: {
    stop_reason: StopReason;
    stop_sequence: string | null;
    stop_details: RefusalDetails | null;
    container: Container | null;
  };
  usage: Usage;
  /** Beta, as in `Message`. */
  context_management?: ContextManagement | null;
  /** Beta; only where the upstream told of more than `message_start` holds. */
  input_transformations?: InputTransformation[];
};
export type MessageStopEvent = { type: "message_stop" };
export type PingEvent = { type: "ping" };
export type ErrorEvent = ErrorBody;

/** An event of a streamed answer, `ping` and `error` among them. */
export type StreamEvent =
  | MessageStartEvent
  | ContentBlockStartEvent
  | ContentBlockDeltaEvent
  | ContentBlockStopEvent
  | MessageDeltaEvent
  | MessageStopEvent
  | PingEvent
  | ErrorEvent;
