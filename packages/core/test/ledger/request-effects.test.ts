import fc from "fast-check";
import { expect, test } from "vitest";
import { TranspondError } from "../../src/errors/transpond-error.js";
import { toOpenAIRequest } from "../../src/request/to-openai-request.js";
import { bodyOf, wholeRequest } from "../request/arbitrary/whole-request.js";
import { assistant, defaults, request, text, tool, user } from "../request/support.js";
import { without } from "./places.js";
import { requestRows } from "./request-rows.js";
import { placesOfSample, type Sample } from "./sample.js";
import { of } from "./witnesses/build.js";
import { witnesses } from "./witnesses/index.js";
import { plainSamples } from "./witnesses/plain.js";

/** What no other sample shows. */
const more: readonly Sample[] = [
  of({ tools: [tool("A")], tool_choice: { type: "any", disable_parallel_tool_use: true } }),
  of({
    messages: [
      user(text("a")),
      assistant(
        { type: "server_tool_use", id: "srvtoolu_1", name: "advisor", input: {} },
        { type: "advisor_tool_result", tool_use_id: "srvtoolu_1", content: { type: "advisor_result", text: "b" } },
      ),
      user(text("c")),
    ],
  }),
];

/** Everything that comes of a request: what is sent, what the way back knows, losses; or the refusal. */
function everythingOf({ fields, ...options }: Sample): string {
  try {
    return JSON.stringify(toOpenAIRequest(request(fields), { ...defaults, ...options }));
  } catch (error) {
    if (error instanceof TranspondError) return error.message;
    throw error;
  }
}

/**
 * Nothing falls silent: what the ledger calls mapped matters in some request; taken away, something else comes of it. Names
 * of which the ledger itself says that nothing comes of them are left out, and so are values, which their field speaks for.
 */
test("each mapped name has an effect", () => {
  const samples: Sample[] = [
    ...plainSamples,
    ...more,
    ...Object.values(witnesses).flat(),
    // One seed: whether a name is shown must not depend on luck.
    ...fc
      .sample(
        wholeRequest((itemId) => itemId),
        { seed: 1, numRuns: 100 },
      )
      .map((whole) => ({ fields: bodyOf(whole), ...whole.options })),
  ];
  const silent = new Set(
    Object.entries(requestRows)
      .filter(([name]) => !/^(upstream|header)\.|^betas\[|=/.test(name))
      .filter(([, { disposition, becomes }]) => disposition === "mapped" && !becomes.startsWith("Nothing"))
      .map(([name]) => name),
  );
  for (const sample of samples) {
    const whole = everythingOf(sample);
    for (const name of silent) {
      const places = placesOfSample(name, sample);
      const matters = (place: string) =>
        everythingOf({ ...sample, fields: { ...without(place, sample.fields) } }) !== whole;
      if (places.some(matters)) silent.delete(name);
    }
  }
  expect([...silent]).toEqual([]);
}, 60_000);
