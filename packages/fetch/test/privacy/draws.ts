import fc from "fast-check";
import { bodyOf, wholeRequest } from "../../../core/test/request/arbitrary/whole-request.js";
import { endings } from "./endings.js";
import { requestShapes } from "./planted-request.js";
import type { Draw } from "./verdict.js";

/** Requests of every kind that the API knows, without the model that they name. */
const anyRequest = wholeRequest((id) => `gAAAAA${id}`).map((whole): object => {
  const { model: _, stream: __, metadata: ___, ...body } = bodyOf(whole);
  return body;
});

const shape = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...Object.keys(requestShapes)) },
  { weight: 1, arbitrary: anyRequest },
);

/** Any request that meets any ending, or one of those that are named. */
export const draws = (names: readonly string[] = [...endings.keys()]): fc.Arbitrary<Draw> =>
  fc.record({
    ending: fc.constantFrom(...names),
    start: fc.nat({ max: 9999 }),
    shape,
    stream: fc.boolean(),
    form: fc.nat({ max: 999 }),
    choice: fc.nat({ max: 127 }),
    spoil: fc.constantFrom(0, 0, 0, 1, 2, 3, 4, 5),
  });
