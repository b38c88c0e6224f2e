import type { Loss, LossPolicy } from "../ledger/loss.js";
import type { CapabilityOverride } from "../openai/models.js";
import type { ImageDetail } from "../openai/request.js";

/** The upstream model for a requested one: always one, a table of glob → model id, or a function. */
export type ModelOption =
  | string
  | Readonly<Record<string, string>>
  | ((requested: string) => string | null | undefined);

/** The family of an upstream model whose id does not name it: a table of glob → family, or a function. */
export type FamilyOption = Readonly<Record<string, string>> | ((upstreamModel: string) => string | null | undefined);

/** What the Anthropic client sent as headers. */
export type RequestHeaders =
  | Pick<Headers, "get">
  | Readonly<Record<string, string | readonly string[] | null | undefined>>;

/** Tool name → property → the empty values of it that mean "not given". */
export type OmittableArguments = Readonly<
  Record<string, Readonly<Record<string, readonly ("null" | "empty_string")[]>>>
>;

/**
 * What a translation depends on beside the request itself. A function among these that throws ends it with a `HostError`,
 * unless it throws a `TranspondError` itself; `onLoss` only watches, and has no say.
 */
export type RequestOptions = {
  /** Which upstream model answers. Without it, only OpenAI's own model ids are taken. */
  model?: ModelOption | undefined;
  /** Headers of the Anthropic request: version gate, betas, session and agent ids. */
  headers?: RequestHeaders | undefined;
  /** Whether the client used the beta API (`?beta=true`); one that names a beta does so in any case. Default: `false`. */
  beta?: boolean | undefined;
  /** `"reject"` refuses a request for what would be dropped; a function decides loss by loss. Default: `"report"`. */
  lossPolicy?: LossPolicy | undefined;
  /** Called for each loss, when it is found. */
  onLoss?: ((loss: Loss) => void) | undefined;
  /** Capabilities that the host knows better than the built-in table. */
  capabilities?: CapabilityOverride | undefined;
  /**
   * Which model stands behind a deployment name, `{ "prod-*": "gpt-5.4" }`: a table of upstream model id → OpenAI model
   * id, or a function. As in `model`, an exact name beats every glob and the first glob decides; a date suffix does not
   * count. Reasoning is replayed within a family only, and the built-in capabilities are looked up by it; a `family` in
   * `capabilities` comes first. Default: the upstream model id itself.
   */
  families?: FamilyOption | undefined;
  /** Who the upstream is, base URL and organisation for instance; reasoning of another one is never sent to it. */
  identity?: string | undefined;
  /** Key for hashing identities (HMAC-SHA-256); without it plain SHA-256, which a guess can confirm. */
  hashKey?: string | undefined;
  /** More optional tool arguments that models fill with nothing, besides the known ones. */
  omittableArguments?: OmittableArguments | undefined;
  /** `detail` of images; default by model. */
  imageDetail?: ImageDetail | undefined;
  /** Input tokens as the host counted them, for answers whose usage never arrives. */
  inputTokens?: number | undefined;
};
