import type { Upstream } from "./options.js";

type Shared = Pick<Upstream, "capabilities" | "families" | "fetch" | "headers" | "identity">;

/** Whose account of OpenAI answers. */
export type OpenAIOptions = Shared & {
  /** The server's key; without it the client's own is passed through. `undefined` is refused, as in `Upstream`. */
  apiKey?: string | undefined;
  organization?: string | undefined;
  project?: string | undefined;
};

/**
 * OpenAI's own API.
 *
 * @example
 * ```ts
 * createHandler({ upstream: openAI({ apiKey: process.env.OPENAI_API_KEY }), model: "gpt-5.4", authenticate: [key] });
 * ```
 */
export function openAI({ organization, project, headers, ...upstream }: OpenAIOptions = {}): Upstream {
  const own = new Headers(headers);
  if (organization) own.set("openai-organization", organization);
  if (project) own.set("openai-project", project);
  return { ...upstream, headers: own };
}

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
 * @throws TypeError where the resource is no name and no address, or the key is empty
 * @example
 * ```ts
 * const upstream = azureOpenAI({ resource: "acme", apiKey: process.env.AZURE_OPENAI_API_KEY, families: { "prod-*": "gpt-5.4" } });
 * ```
 */
export function azureOpenAI({ resource, apiVersion, headers, ...options }: AzureOpenAIOptions): Upstream {
  const { apiKey, ...upstream } = options;
  const baseURL = new URL("/openai/v1", addressOf(resource));
  if (apiVersion) baseURL.searchParams.set("api-version", apiVersion);
  const own = new Headers(headers);
  if ("apiKey" in options) own.set("api-key", nonEmpty(apiKey));
  return { ...upstream, baseURL: baseURL.href, headers: own };
}

function addressOf(resource: string): string {
  const address = /^[a-z0-9-]+$/i.test(resource) ? `https://${resource}.openai.azure.com` : resource;
  if (!URL.canParse(address))
    throw new TypeError("resource must be the name or the address of an Azure OpenAI resource.");
  return address;
}

function nonEmpty(apiKey: string | undefined): string {
  if (!apiKey?.trim()) throw new TypeError("apiKey is empty; is an environment variable not set?");
  return apiKey;
}

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
 * @throws TypeError where the key is empty
 * @example
 * ```ts
 * const upstream = openAICompatible({ baseURL: "http://localhost:8000/v1", capabilities: { contextWindow: 131_072 } });
 * ```
 */
export function openAICompatible({ authHeader = "authorization", ...options }: CompatibleOptions): Upstream {
  // Without a key the client's would be passed through, to somebody that it was not meant for.
  const apiKey = "apiKey" in options ? nonEmpty(options.apiKey) : "none";
  return { ...options, apiKey, authHeader };
}
