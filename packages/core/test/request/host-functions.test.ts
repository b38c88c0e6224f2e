import { describe, expect, expectTypeOf, test } from "vitest";
import { HostError, TranspondError } from "../../src/index.js";
import type { RequestOptions } from "../../src/request/options.js";
import { codes, refusal, translate } from "./support.js";

const secret = new Error("secret of the host");
const broken = (thrown: unknown) => () => {
  throw thrown;
};

describe("a function of the host's whose answer is needed", () => {
  const options = (thrown: unknown): RequestOptions[] => [
    { model: broken(thrown) },
    { families: broken(thrown) },
    { capabilities: broken(thrown) },
    { lossPolicy: broken(thrown) },
    { headers: { get: broken(thrown) } },
  ];
  test.each(options(secret).map((each) => [Object.keys(each)[0] ?? "", each] as const))(
    "%s that throws ends the translation in an error that names the option, and nothing of what was thrown",
    (name, each) => {
      const error = refusal({ top_k: 1 }, each);
      expect(error).toBeInstanceOf(HostError);
      expect(error).toMatchObject({ status: 500, type: "api_error", path: "", option: name });
      expect(error.cause).toBe(secret);
      expect(error.message).toContain(name);
      expect(JSON.stringify(error.toBody())).not.toContain("secret");
    },
  );

  const own = new TranspondError({ status: 403, type: "permission_error", message: "not for you" });
  test.each(options(own).map((each) => [Object.keys(each)[0] ?? "", each] as const))(
    "%s may refuse with a TranspondError of its own",
    (_name, each) => {
      expect(refusal({ top_k: 1 }, each)).toBe(own);
    },
  );

  test("is known by its type", () => {
    expectTypeOf<HostError>().toExtend<TranspondError>();
  });
});

test.each<[string, () => void]>([
  ["throws", broken(secret)],
  ["rejects", async () => Promise.reject(secret)],
])("onLoss has no say: one that %s changes nothing", async (_how, onLoss) => {
  expect(codes(translate({ top_k: 1 }, { onLoss }).losses)).toEqual(["sampling_dropped@top_k"]);
  // An unhandled rejection would end the run.
  await new Promise((resolve) => setTimeout(resolve, 5));
});
