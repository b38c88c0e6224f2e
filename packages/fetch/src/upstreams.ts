import { address, headerFields, headerText, key, withKey } from "./check-upstream.js";
import { be, members, need, string } from "./checks.js";
import type { Upstream } from "./options.js";

type Shared = Pick<Upstream, "capabilities" | "families" | "fetch" | "headers" | "identity">;

/** Whose account of OpenAI answers. */
export type OpenAIOptions = Shared & {
  /** The server's key; without it the client's own is passed through. `undefined` is refused, as in `Upstream`. */
  apiKey?: string | undefined;
  /** Sent as `openai-organization`. Default: that of the key. */
  organization?: string | undefined;
  /** Sent as `openai-project`. Default: that of the key. */
  project?: string | undefined;
};

/**
 * OpenAI's own API.
 *
 * @throws TypeError naming the option that no header can hold
 * @example
 * ```ts
 * createHandler({ upstream: openAI({ apiKey: process.env.OPENAI_API_KEY }), model: "gpt-5.4", authenticate: [key] });
 * ```
 */
export function openAI(options: OpenAIOptions = {}): Upstream {
  need("options of openAI", options, openAIOptions);
  const { organization, project, headers, ...upstream } = options;
  const own = new Headers(headers);
  if (organization) own.set("openai-organization", organization);
  if (project) own.set("openai-project", project);
  return { ...upstream, headers: own };
}

const openAIOptions = members({ organization: headerText, project: headerText, headers: headerFields });

/** Which resource of Azure OpenAI answers. */
export type AzureOpenAIOptions = Shared & {
  /** Name of the resource, `my-resource`, or its address, `https://my-resource.openai.azure.com`. */
  resource: string;
  /** Sent as `api-key`. Tokens of Entra ID go into `headers` as `authorization`, by a function where they expire. */
  apiKey?: string | undefined;
  /** Only where the resource wants one; the `v1` API needs none. */
  apiVersion?: string | undefined;
};

/**
 * Azure OpenAI's `v1` API. Models are names of deployments; `families` says which model stands behind each.
 * Source: Azure OpenAI in Microsoft Foundry, API version lifecycle.
 *
 * @throws TypeError naming the option: a resource that is no name and no address, an empty key, what no header can hold
 * @example
 * ```ts
 * const upstream = azureOpenAI({ resource: "acme", apiKey: process.env.AZURE_OPENAI_API_KEY, families: { "prod-*": "gpt-5.4" } });
 * ```
 */
export function azureOpenAI(options: AzureOpenAIOptions): Upstream {
  need("options of azureOpenAI", options, azureOptions);
  const { resource, apiVersion, headers, apiKey, ...upstream } = options;
  const baseURL = new URL("/openai/v1", addressOf(resource));
  if (apiVersion) baseURL.searchParams.set("api-version", apiVersion);
  const own = new Headers(headers);
  if (apiKey !== undefined) own.set("api-key", apiKey);
  return { ...upstream, baseURL: baseURL.href, headers: own };
}

const addressOf = (resource: string) =>
  /^[a-z0-9-]+$/i.test(resource) ? `https://${resource}.openai.azure.com` : resource;

const resource = be(
  "the name or the address of an Azure OpenAI resource",
  (value) => typeof value === "string" && address(addressOf(value)) === null,
);
const azureOptions = withKey(members({ apiKey: key, apiVersion: string, headers: headerFields }, { resource }));

/** Which server answers, and how it takes its key. */
export type CompatibleOptions = Shared & {
  /** Where `/responses` is served, `http://localhost:8000/v1`. */
  baseURL: string;
  /** Default: none is needed. */
  apiKey?: string | undefined;
  /** Name of the header that takes the key as it is. Default: `authorization`, as `Bearer`. */
  authHeader?: string | undefined;
};

/**
 * Any other server of the Responses API. Say in `capabilities` what its models take where they are not OpenAI's: what is
 * not known to be taken is not sent.
 *
 * @throws TypeError naming the option: no base URL, an empty key
 * @example
 * ```ts
 * const upstream = openAICompatible({ baseURL: "http://localhost:8000/v1", capabilities: { contextWindow: 131_072 } });
 * ```
 */
export function openAICompatible(options: CompatibleOptions): Upstream {
  need("options of openAICompatible", options, compatibleOptions);
  // Without a key the client's would be passed through, to somebody that it was not meant for.
  const { authHeader = "authorization", apiKey = "none" } = options;
  return { ...options, apiKey, authHeader };
}

const compatibleOptions = withKey(members({ apiKey: key }, { baseURL: address }));
