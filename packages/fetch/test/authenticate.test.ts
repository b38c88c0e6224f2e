import { describe, expect, it } from "vitest";
import { authenticator, credentials } from "../src/authenticate.js";
import { checkUpstream } from "../src/check-upstream.js";
import { incomingOf } from "../src/incoming.js";
import { targetOf } from "../src/target.js";

const request = (headers: Record<string, string>) => incomingOf(new Request("http://host/", { headers }));

describe("keys of the gateway's own", () => {
  const authenticate = authenticator(["first-key", "second-key"]);

  it.each([
    [{ "x-api-key": "first-key" }, 0],
    [{ authorization: "Bearer second-key" }, 1],
    [{ authorization: "bearer   second-key " }, 1],
    [{ "x-api-key": "wrong", authorization: "Bearer first-key" }, 0],
  ])("%j enters", async (headers, keyIndex) => {
    await expect(authenticate(request(headers))).resolves.toEqual({ keyIndex });
  });

  it.each([
    {},
    { "x-api-key": "" },
    { "x-api-key": "first-ke" },
    { "x-api-key": "first-keyy" },
    { authorization: "Basic first-key" },
    { authorization: "first-key" },
  ])("%j does not", async (headers: Record<string, string>) => {
    await expect(authenticate(request(headers))).rejects.toMatchObject({ status: 401, type: "authentication_error" });
  });

  it.each([[[]], [[""]], [["good", " "]]])("%j is refused as an option", (keys) => {
    expect(() => authenticator(keys)).toThrow(TypeError);
  });
});

describe("a function", () => {
  it("says who calls", async () => {
    await expect(authenticator(() => ({ tenant: 7 }))(request({}))).resolves.toEqual({ tenant: 7 });
  });
  it.each([null, undefined, false])("refuses with %s", async (answer) => {
    await expect(authenticator(async () => answer)(request({}))).rejects.toMatchObject({ status: 401 });
  });
});

describe("whose key goes to the upstream", () => {
  const sent = (...args: Parameters<typeof targetOf>) => {
    const { headers, keyOwner } = targetOf(...args);
    return [headers.authorization ?? null, keyOwner];
  };
  const client = new Headers({ "x-api-key": "sk-client" });

  it("the server's where it has one", () => {
    expect(sent({ apiKey: "sk-server" }, client, false)).toEqual(["Bearer sk-server", "server"]);
    expect(sent({ headers: { Authorization: "Bearer sk-other" } }, client, false)).toEqual([
      "Bearer sk-other",
      "server",
    ]);
    expect(sent({ headers: { "api-key": "azure" } }, client, false)).toEqual([null, "server"]);
  });
  it("else the client's", () => {
    expect(sent({}, client, undefined)).toEqual(["Bearer sk-client", "client"]);
    expect(sent({}, new Headers({ authorization: "Bearer sk-b" }), false)).toEqual(["Bearer sk-b", "client"]);
    expect(sent({}, new Headers(), false)).toEqual([null, "client"]);
  });
  it("never a key of the gateway's own", () => {
    expect(sent({}, client, ["sk-client"])).toEqual([null, "server"]);
    expect(sent({}, client, () => ({}))).toEqual([null, "server"]);
  });
  it("never a key of Anthropic's", () => {
    expect(sent({}, new Headers({ "x-api-key": "sk-ant-api03-x" }), false)).toEqual([null, "client"]);
    const both = new Headers({ "x-api-key": "sk-ant-api03-x", authorization: "Bearer sk-openai" });
    expect(sent({}, both, false)).toEqual(["Bearer sk-openai", "client"]);
    expect(credentials(both)).toHaveLength(2);
  });
});

describe("the upstream's address", () => {
  it.each([
    [undefined, "https://api.openai.com/v1/responses"],
    ["http://localhost:1/v1/", "http://localhost:1/v1/responses"],
    [
      "https://x.azure.com/openai/v1?api-version=preview",
      "https://x.azure.com/openai/v1/responses?api-version=preview",
    ],
  ])("%s", (baseURL, expected) => {
    expect(targetOf({ ...(baseURL && { baseURL }) }, new Headers(), false).url("/responses")).toBe(expected);
  });
  it("tells upstreams apart by address and organisation, not by key", () => {
    const identity = (upstream: Parameters<typeof targetOf>[0]) => targetOf(upstream, new Headers(), false).identity;
    expect(identity({ apiKey: "a" })).toBe(identity({ apiKey: "b" }));
    expect(identity({ baseURL: "http://x/v1" })).not.toBe(identity({}));
    expect(identity({ headers: { "openai-organization": "org-1" } })).not.toBe(identity({}));
    expect(identity({ identity: "mine" })).toBe("mine");
  });
  it.each([{ baseURL: "not a url" }, { apiKey: "" }, { apiKey: "  " }])("%j is refused", (upstream) => {
    expect(() => checkUpstream(upstream)).toThrow(TypeError);
  });
});
