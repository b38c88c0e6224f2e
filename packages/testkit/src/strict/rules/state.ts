import { asObject, asString } from "../../json.js";
import { OpenAIRefusal } from "../../openai-refusal.js";
import type { Rule } from "./rule.js";

const notFound = (what: string, id: string) => new OpenAIRefusal(`${what} with id '${id}' not found.`, { status: 404 });

/** Server-side state: the simulator keeps only the responses that it stored itself, no conversations, no prompts. */
export const stateIsKnown: Rule = ({ body, memory }) => {
  const previous = asString(body.previous_response_id);
  const conversation = asString(body.conversation) ?? asString(asObject(body.conversation).id);
  if (previous !== undefined && conversation !== undefined) {
    throw new OpenAIRefusal(
      "Mutually exclusive parameters: ''. Ensure you are only providing one of: 'pre..._id' or 'conversation'.",
      { code: "mutually_exclusive_parameters" },
    );
  }
  if (conversation !== undefined) throw notFound("Conversation", conversation);
  const prompt = asString(asObject(body.prompt).id);
  if (prompt !== undefined) throw notFound("Prompt", prompt);
  if (previous !== undefined && !memory.stored(previous)) {
    throw new OpenAIRefusal(`Previous response with id '${previous}' not found.`, {
      code: "previous_response_not_found",
      param: "previous_response_id",
    });
  }
};

export const inputIsNotEmpty: Rule = ({ body }) => {
  const empty = body.input === "" || (Array.isArray(body.input) && body.input.length === 0);
  if (empty && typeof body.previous_response_id !== "string") {
    throw new OpenAIRefusal(
      `One of "input" or "previous_response_id" or 'prompt' or 'conversation' must be provided.`,
      { code: "missing_required_parameter" },
    );
  }
};
