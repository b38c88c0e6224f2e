import { describe, expect, it } from "vitest";
import { enabledRoutes, matchRoute } from "../src/routes.js";

const all = enabledRoutes();
const name = (method: string, path: string, routes = all) => {
  const match = matchRoute(routes, method, path);
  return match.kind === "route" ? match.route.name : match.kind;
};

describe("routes", () => {
  it.each([
    ["POST", "/v1/messages", "messages"],
    ["POST", "/v1/messages/", "messages"],
    ["POST", "//v1/messages", "messages"],
    ["POST", "/v1/messages?beta=true", "messages"],
    ["POST", "/v1/messages/stream", "messagesStream"],
    ["POST", "/v1/messages/count_tokens?beta=true", "countTokens"],
    ["GET", "/v1/models?limit=1000", "models"],
    ["GET", "/v1/models/claude-x", "model"],
    ["HEAD", "/v1/models", "models"],
    ["HEAD", "/", "probe"],
    ["HEAD", "/api/hello", "probe"],
    ["GET", "/v1/messages", "wrong-method"],
    ["DELETE", "/v1/models/x", "wrong-method"],
    ["GET", "/", "none"],
    ["POST", "/api/hello", "none"],
    ["POST", "/v1/complete", "none"],
    ["POST", "/v1/messages/batches", "none"],
    ["POST", "/v1/models/a/b", "none"],
    ["POST", "/V1/messages", "none"],
  ])("%s %s → %s", (method, path, expected) => {
    expect(name(method, path)).toBe(expected);
  });

  it("names the model of a path, decoded where it can be", () => {
    expect(matchRoute(all, "GET", "/v1/models/a%20b?x=1")).toMatchObject({ id: "a b" });
    expect(matchRoute(all, "GET", "/v1/models/%E0%A4%A")).toMatchObject({ id: "%E0%A4%A" });
  });

  it("switches single ones off, the models as a pair", () => {
    const some = enabledRoutes({ models: false, probe: false });
    expect(name("GET", "/v1/models", some)).toBe("none");
    expect(name("GET", "/v1/models/x", some)).toBe("none");
    expect(name("HEAD", "/", some)).toBe("none");
    expect(name("POST", "/v1/messages", some)).toBe("messages");
  });
});
