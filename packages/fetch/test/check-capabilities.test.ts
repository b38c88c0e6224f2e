import { capabilitiesOf } from "@transpond/core";
import { describe, expect, it } from "vitest";
import { createHandler, type Upstream } from "../src/index.js";

/** As a host without types would write it. */
function hostWith(capabilities: unknown) {
  const upstream: Upstream = { apiKey: "sk-x" };
  Reflect.set(upstream, "capabilities", capabilities);
  return () => createHandler({ upstream, model: "gpt-5.4", authenticate: false });
}

describe("capabilities that a host gives", () => {
  it.each([
    [{ efforts: ["low", "ultra"] }, "capabilities.efforts must be a list of"],
    [{ efforts: "low" }, "capabilities.efforts must be a list of"],
    [{ defaultEffort: "default" }, 'capabilities.defaultEffort must be one of "none"'],
    [{ sampling: true }, "capabilities.sampling must be one of"],
    [{ contextWindow: -1 }, "capabilities.contextWindow must be a whole number of tokens above 0, or null"],
    [{ maxOutputTokens: 0.5 }, "capabilities.maxOutputTokens must be a whole number"],
    [{ phase: "yes" }, "capabilities.phase must be true or false"],
    [{ imageDetails: ["medium"] }, "capabilities.imageDetails must be a list of"],
    [{ family: "" }, "capabilities.family must be a model id"],
    [{ toolsearch: true }, "capabilities.toolsearch is not known; it may be family, efforts"],
    ["gpt-5.4", "capabilities must be an object or a function"],
    [null, "capabilities must be an object or a function"],
  ])("%j is refused when the handler is created", (capabilities, message) => {
    expect(hostWith(capabilities)).toThrow(TypeError);
    expect(hostWith(capabilities)).toThrow(message);
  });

  it.each([undefined, {}, { phase: undefined }, () => ({}), { contextWindow: null, defaultEffort: null }])(
    "%j is taken",
    (capabilities) => expect(hostWith(capabilities)).not.toThrow(),
  );

  it.each(["gpt-4o", "gpt-5-pro", "gpt-5.6-sol", "gpt-6-astra", "llama-4"])("those of %s are taken", (id) => {
    expect(hostWith(capabilitiesOf(id))).not.toThrow();
  });
});
