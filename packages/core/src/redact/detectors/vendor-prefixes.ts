import { cloud } from "./vendors/cloud.js";
import { messaging } from "./vendors/messaging.js";
import { models } from "./vendors/models.js";
import { payments } from "./vendors/payments.js";
import { sourceHosting } from "./vendors/source-hosting.js";
import { work } from "./vendors/work.js";

/** A vendor's prefix and the fewest characters after it that make a credential. Case counts. */
export type VendorPrefix = readonly [prefix: string, least: number];

/**
 * Prefixes that vendors document for their credentials (their own pages on token formats; GitHub's list of secret
 * scanning partners names most of them). A prefix before a separator that says itself what it is (`…_pat_`, `…_live_`)
 * is left to the general shape beside this table.
 */
export const VENDOR_PREFIXES: readonly VendorPrefix[] = [
  ...sourceHosting,
  ...cloud,
  ...models,
  ...payments,
  ...messaging,
  ...work,
].flatMap(([least, prefixes]) => prefixes.split(" ").map((prefix): VendorPrefix => [prefix, least]));
