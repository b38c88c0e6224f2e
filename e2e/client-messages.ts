/** One line of Claude Code's `stream-json` output. */
export interface ClientMessage {
  readonly type: string;
  readonly subtype?: unknown;
  readonly [key: string]: unknown;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** True for an object that is neither null nor an array. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The objects of a list; nothing when it is not a list. */
export const objectsOf = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** The value's member when it is an object. @example member(message, "usage", "input_tokens") */
export const member = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);

const isClientMessage = (value: unknown): value is ClientMessage => isObject(value) && typeof value.type === "string";

/**
 * Reads `stream-json` output.
 * @throws SyntaxError or TypeError at the first line that is no message: the output would not be what it claims
 * @example parseClientMessages('{"type":"result"}\n')
 */
export const parseClientMessages = (output: string): readonly ClientMessage[] =>
  output
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const value: unknown = JSON.parse(line);
      if (!isClientMessage(value)) throw new TypeError(`not a stream-json message: ${line.slice(0, 200)}`);
      return value;
    });

const blocksOf = (messages: readonly ClientMessage[], sender: string, type: string): readonly JsonObject[] =>
  messages
    .filter((message) => message.type === sender)
    .flatMap((message) => objectsOf(member(message, "message", "content")))
    .filter((block) => block.type === type);

/** The content blocks of one type that the client took from the answers, in order. */
export const answeredBlocks = (messages: readonly ClientMessage[], type: string) =>
  blocksOf(messages, "assistant", type);

/** The results that the client's tools gave, in order of completion. */
export const toolResults = (messages: readonly ClientMessage[]) => blocksOf(messages, "user", "tool_result");
