/** What the handler serves. `models` stands for the list and for single entries, `probe` for the client's reachability check. */
export type RouteName = "messages" | "messagesStream" | "countTokens" | "models" | "model" | "probe" | "health";

/** A method and a path that the handler serves. */
export type Route = {
  name: RouteName;
  method: "GET" | "HEAD" | "POST" /** `:id` stands for one segment. */;
  path: string;
};

/** Which routes are on; all but `health` are by default, since a host has its own. `models` switches `GET /v1/models` and `GET /v1/models/{id}` together. */
export type RouteSwitches = { [Name in Exclude<RouteName, "model">]?: boolean | undefined };

const table: readonly Route[] = [
  { name: "messages", method: "POST", path: "/v1/messages" },
  { name: "messagesStream", method: "POST", path: "/v1/messages/stream" },
  { name: "countTokens", method: "POST", path: "/v1/messages/count_tokens" },
  { name: "models", method: "GET", path: "/v1/models" },
  { name: "model", method: "GET", path: "/v1/models/:id" },
  { name: "probe", method: "HEAD", path: "/" },
  { name: "probe", method: "HEAD", path: "/api/hello" },
  { name: "health", method: "GET", path: "/health" },
];

export type RouteMatch =
  | { kind: "route"; route: Route; id: string }
  | { kind: "wrong-method"; allow: string }
  | { kind: "none" };

/** The routes that are on. */
export function enabledRoutes(switches: RouteSwitches = {}): readonly Route[] {
  return table.filter(({ name }) => switches[name === "model" ? "models" : name] ?? name !== "health");
}

/** Finds the route of a request by method and path; a query string, doubled and trailing slashes do not matter. */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  const exact = routes.find((route) => route.path === path && route.method === method && !path.includes(":"));
  if (exact) return { kind: "route", route: exact, id: "" };
  const segments = segmentsOf(path.replace(/[?#].*$/s, ""));
  const candidates = routes.filter((route) => fits(segmentsOf(route.path), segments));
  const route = candidates.find((candidate) => serves(candidate, method));
  if (route) return { kind: "route", route, id: decoded(segments.at(-1) ?? "") };
  // The probed paths belong to the host for every other method.
  const others = candidates.filter(({ name }) => name !== "probe");
  if (others.length === 0) return { kind: "none" };
  return { kind: "wrong-method", allow: others.map((other) => other.method).join(", ") };
}

const serves = (route: Route, method: string) =>
  route.method === method || (route.method === "GET" && method === "HEAD");

const segmentsOf = (path: string) => path.split("/").filter((segment) => segment !== "");

function fits(pattern: string[], segments: string[]): boolean {
  return pattern.length === segments.length && pattern.every((part, at) => part === ":id" || part === segments[at]);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
