import { accessScenarios } from "./access.js";
import { clientScenarios } from "./clients.js";
import { hostScenarios } from "./host.js";
import { messageScenarios } from "./messages.js";
import { operationScenarios } from "./operations.js";
import type { Scenario } from "./scenario.js";
import { upstreamScenarios } from "./upstreams.js";

export { type AskOptions, ask, errorIn, eventsIn, eventsOf, expectError, textOf } from "./ask.js";
export { handlerOptions } from "./handler-options.js";
export { type HostAnswer, hostHeader, hostMissing, hostRoutesFor } from "./host.js";
export { listen } from "./listen.js";
export { excuse, type Mount, type OpenMount, openMount, type RunningServer } from "./open-mount.js";
export type { RawAnswer } from "./raw/raw-answer.js";
export { head, rawRequest, withSocket } from "./raw/raw-socket.js";
export {
  clientKey,
  hello,
  type Need,
  type Profile,
  type Scenario,
  type ServerSettings,
  type ServerUnderTest,
  tight,
  upstreamHeader,
  upstreamKey,
} from "./scenario.js";

export const scenarios: readonly Scenario[] = [
  ...messageScenarios,
  ...accessScenarios,
  ...clientScenarios,
  ...operationScenarios,
  ...upstreamScenarios,
  ...hostScenarios,
];
