import { basics } from "./messages/basics.js";
import { content } from "./messages/content.js";
import { counting } from "./messages/counting.js";
import { endings } from "./messages/endings.js";
import { headers } from "./messages/headers.js";
import { models } from "./messages/models.js";
import { paths } from "./messages/paths.js";
import { sdk } from "./messages/sdk.js";
import type { Scenario } from "./scenario.js";

/** What a well-behaved client may ask, and what it is to hear. */
export const messageScenarios: readonly Scenario[] = [
  ...basics,
  ...sdk,
  ...content,
  ...endings,
  ...counting,
  ...models,
  ...headers,
  ...paths,
];
