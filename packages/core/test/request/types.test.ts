import type Anthropic from "@anthropic-ai/sdk";
import type OpenAI from "openai";
import { describe, expectTypeOf, test } from "vitest";
import type { ContentBlockParam } from "../../src/anthropic/content.js";
import type { CountTokensRequest, MessagesRequest, ThinkingConfigParam } from "../../src/anthropic/request.js";
import type { ToolChoiceParam, ToolParam } from "../../src/anthropic/tools.js";
import type { RequestOptions } from "../../src/request/options.js";
import type { toCountableRequest, toOpenAIRequest } from "../../src/request/to-openai-request.js";

/** A type and all that it holds, as `as const` and frozen configurations make it. */
type Frozen<T> = T extends string
  ? T
  : T extends (infer Item)[]
    ? readonly Frozen<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Frozen<T[Key]> }
      : T;

type NullableKeys<T> = {
  [Key in keyof T]-?: unknown extends T[Key] ? never : null extends T[Key] ? Key : never;
}[keyof T];
type OptionalKeys<T> = { [Key in keyof T]-?: object extends Pick<T, Key> ? Key : never }[keyof T];
type Tags<T> = T extends { type: infer Tag extends string } ? Tag : never;

/** Fields in which ours differs from the SDK's: optional or null where the SDK's is not. */
type Looser<Ours, Theirs> =
  | Exclude<NullableKeys<Ours> & keyof Theirs, NullableKeys<Theirs>>
  | Exclude<OptionalKeys<Ours> & keyof Theirs, OptionalKeys<Theirs>>;
/** The member of a union of blocks or tools with a tag. */
type Member<T, Tag> = T extends { type: infer Own } ? (Tag extends Own ? T : never) : never;
/** The same for the members of a union of blocks or tools, as `type.field`. */
type LooserBlocks<Ours, Theirs> = {
  [Tag in Tags<Ours> & Tags<Theirs>]: `${Tag}.${Looser<Member<Ours, Tag>, Member<Theirs, Tag>> & string}`;
}[Tags<Ours> & Tags<Theirs>];

type BetaParams = Anthropic.Beta.Messages.MessageCreateParams;

/** Nothing is run here: the compiler is the judge (`tsc -p tsconfig.test.json`). */
describe("types of the official clients", () => {
  test("what the Anthropic client produces is accepted", () => {
    expectTypeOf<Anthropic.MessageCreateParamsNonStreaming>().toExtend<MessagesRequest>();
    expectTypeOf<Anthropic.MessageCreateParamsStreaming>().toExtend<MessagesRequest>();
    expectTypeOf<Anthropic.MessageCreateParams>().toExtend<MessagesRequest>();
    expectTypeOf<Anthropic.Beta.Messages.MessageCreateParamsNonStreaming>().toExtend<MessagesRequest>();
    expectTypeOf<Anthropic.Beta.Messages.MessageCreateParamsStreaming>().toExtend<MessagesRequest>();
    expectTypeOf<BetaParams>().toExtend<MessagesRequest>();
    expectTypeOf<Anthropic.MessageCreateParams>().toExtend<Parameters<typeof toOpenAIRequest>[0]>();
    expectTypeOf<BetaParams>().toExtend<Parameters<typeof toOpenAIRequest>[0]>();
    // What may be created may be counted as well.
    expectTypeOf<BetaParams>().toExtend<Parameters<typeof toCountableRequest>[0]>();
    expectTypeOf<Anthropic.MessageCountTokensParams>().toExtend<Parameters<typeof toCountableRequest>[0]>();
    expectTypeOf<Anthropic.Beta.Messages.MessageCountTokensParams>().toExtend<
      Parameters<typeof toCountableRequest>[0]
    >();
  });

  test("readonly ones are accepted too", () => {
    expectTypeOf<Frozen<Anthropic.MessageCreateParams>>().toExtend<MessagesRequest>();
    expectTypeOf<Frozen<BetaParams>>().toExtend<MessagesRequest>();
    expectTypeOf<Frozen<Anthropic.MessageCountTokensParams>>().toExtend<CountTokensRequest>();
    expectTypeOf<Frozen<Anthropic.Beta.Messages.MessageCountTokensParams>>().toExtend<CountTokensRequest>();
  });

  test("fields are required and not null where the SDK's are, but for what is named here", () => {
    expectTypeOf<Looser<MessagesRequest, BetaParams>>().toEqualTypeOf<never>();
    type Blocks = LooserBlocks<ContentBlockParam, Anthropic.Beta.Messages.BetaContentBlockParam>;
    // Clients that lost a signature would be locked out; results of servers are read as they are.
    type Tolerated = "thinking.signature" | `${ServerResult}.content` | "fallback.from" | "fallback.to";
    type ServerResult = Extract<Tags<ContentBlockParam>, `${string}_tool_result`>;
    expectTypeOf<Exclude<Blocks, Tolerated>>().toEqualTypeOf<never>();
    type Tools = LooserBlocks<ToolParam, NonNullable<BetaParams["tools"]>[number]>;
    expectTypeOf<Tools>().toEqualTypeOf<never>();
    expectTypeOf<LooserBlocks<ToolChoiceParam, NonNullable<BetaParams["tool_choice"]>>>().toEqualTypeOf<never>();
    expectTypeOf<LooserBlocks<ThinkingConfigParam, NonNullable<BetaParams["thinking"]>>>().toEqualTypeOf<never>();
  });

  test("what comes out is accepted by the OpenAI client", () => {
    type Result = ReturnType<typeof toOpenAIRequest>["request"];
    expectTypeOf<Result>().toExtend<OpenAI.Responses.ResponseCreateParams>();
    expectTypeOf<Result & { stream?: false }>().toExtend<OpenAI.Responses.ResponseCreateParamsNonStreaming>();
    expectTypeOf<Result & { stream: true }>().toExtend<OpenAI.Responses.ResponseCreateParamsStreaming>();
  });

  test("headers of every kind are accepted", () => {
    expectTypeOf<Headers>().toExtend<NonNullable<RequestOptions["headers"]>>();
    expectTypeOf<Record<string, string>>().toExtend<NonNullable<RequestOptions["headers"]>>();
    expectTypeOf<NodeJS.Dict<string | string[]>>().toExtend<NonNullable<RequestOptions["headers"]>>();
    expectTypeOf<undefined>().toExtend<RequestOptions["headers"]>();
  });

  test("a request that is none is refused", () => {
    expectTypeOf<{ model: string }>().not.toExtend<MessagesRequest>();
    expectTypeOf<{
      model: string;
      max_tokens: 1;
      messages: [{ role: "tool"; content: "" }];
    }>().not.toExtend<MessagesRequest>();
  });
});
