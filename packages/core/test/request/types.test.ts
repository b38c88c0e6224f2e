import type Anthropic from "@anthropic-ai/sdk";
import type OpenAI from "openai";
import { describe, expectTypeOf, test } from "vitest";
import type { MessagesRequest } from "../../src/anthropic/request.js";
import type { RequestOptions } from "../../src/request/options.js";
import type { toCountableRequest, toOpenAIRequest } from "../../src/request/to-openai-request.js";

/** Nothing is run here: the compiler is the judge (`tsc -p tsconfig.test.json`). */
describe("types of the official clients", () => {
  test("what the Anthropic client produces is accepted", () => {
    expectTypeOf<Anthropic.MessageCreateParamsNonStreaming>().toExtend<MessagesRequest>();
    expectTypeOf<Anthropic.MessageCreateParamsStreaming>().toExtend<MessagesRequest>();
    expectTypeOf<Anthropic.MessageCreateParams>().toExtend<MessagesRequest>();
    expectTypeOf<Anthropic.Beta.Messages.MessageCreateParamsNonStreaming>().toExtend<MessagesRequest>();
    expectTypeOf<Anthropic.Beta.Messages.MessageCreateParamsStreaming>().toExtend<MessagesRequest>();
    expectTypeOf<Anthropic.MessageCreateParams>().toExtend<Parameters<typeof toOpenAIRequest>[0]>();
    expectTypeOf<Anthropic.MessageCountTokensParams>().toExtend<Parameters<typeof toCountableRequest>[0]>();
    expectTypeOf<Anthropic.Beta.Messages.MessageCountTokensParams>().toExtend<
      Parameters<typeof toCountableRequest>[0]
    >();
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
