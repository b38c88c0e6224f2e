import { bodyLimits } from "./clients/body-limits.js";
import { brokenBodies } from "./clients/broken-bodies.js";
import { deepJson } from "./clients/deep-json.js";
import { encodings } from "./clients/encodings.js";
import { http } from "./clients/http.js";
import { injection } from "./clients/injection.js";
import { leaving } from "./clients/leaving.js";
import { prototypeKeys } from "./clients/prototype-keys.js";
import { slow } from "./clients/slow.js";
import type { Scenario } from "./scenario.js";

/** Clients that behave badly: each is answered, nobody else is held up, and nothing is left open. */
export const clientScenarios: readonly Scenario[] = [
  ...bodyLimits,
  ...encodings,
  ...brokenBodies,
  ...deepJson,
  ...prototypeKeys,
  ...injection,
  ...slow,
  ...leaving,
  ...http,
];
