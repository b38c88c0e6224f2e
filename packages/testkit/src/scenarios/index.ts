import type { Scenario } from "./scenario.js";
import { upstreamScenarios } from "./upstreams.js";

export { type AskOptions, ask, errorIn, eventsIn, eventsOf, expectError, textOf } from "./ask.js";
export { handlerOptions } from "./handler-options.js";
export { type Mount, type OpenMount, openMount, type RunningServer } from "./open-mount.js";
export {
  clientKey,
  hello,
  type Profile,
  type Scenario,
  type ServerSettings,
  type ServerUnderTest,
  tight,
  upstreamHeader,
  upstreamKey,
} from "./scenario.js";

export const scenarios: readonly Scenario[] = [...upstreamScenarios];
