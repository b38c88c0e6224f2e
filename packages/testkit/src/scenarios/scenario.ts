import type { JsonObject } from "../json.js";
import type { Rogue } from "../rogue/start.js";
import type { RecordedRequest } from "../server/recorded-request.js";
import type { SimulatedOpenAI } from "../server/start.js";

/** The key that clients of a server under test send, and the one that it sends upstream. */
export const clientKey = "client-key";
export const upstreamKey = "sk-upstream";

/** The header by which a client's request chooses one of `ServerSettings.upstreams`; without it `simulated`. */
export const upstreamHeader = "x-upstream";

/** How a server under test is set up: plain JSON, so that a process of another runtime can be told. */
export interface ServerSettings {
  /** Base URLs by name. */
  readonly upstreams: Readonly<Record<string, string>>;
  /** Options of the handler that are JSON. */
  readonly options: Profile;
}

/** Options that a scenario wants; servers are shared by the scenarios that want the same. */
export type Profile = {
  readonly timeouts?: Readonly<Record<"body" | "head" | "idle" | "total" | "stream" | "shutdown", number>> | undefined;
  readonly limits?: Readonly<Partial<Record<"bodyBytes" | "upstreamBytes" | "concurrency", number>>> | undefined;
  readonly holdMs?: number | undefined;
  readonly pingMs?: number | undefined;
  readonly routes?: Readonly<Partial<Record<"health", boolean>>> | undefined;
  readonly model?: Readonly<Record<string, string>>;
  readonly countTokens?: "local" | "upstream" | undefined;
};

/** What a scenario has to do with: a server by its URL, and what stands behind it. */
export interface ServerUnderTest {
  /** Without a slash at its end; a path that it is mounted under is part of it. */
  readonly url: string;
  readonly upstream: SimulatedOpenAI;
  /** Requests that have reached the simulated upstream since the scenario began. */
  readonly sent: () => readonly RecordedRequest[];
  readonly rogue: Rogue;
  /** Status with which the host answers what is not the handler's; absent where the handler stands alone. */
  readonly hostStatus?: number | undefined;
}

/**
 * What a scenario asks of the mount beyond HTTP: `raw-socket`: the server reads HTTP/1.1 from the socket itself;
 * `unread-body`: nothing before the handler reads or parses the body; `host`: an application around the handler, with
 * the routes of `hostRoutes`; `alone`: no such application.
 */
export type Need = "raw-socket" | "unread-body" | "host" | "alone";

/** One thing that every mount must do, written against a URL. It throws an `AssertionError` where it is not so. */
export interface Scenario {
  readonly name: string;
  readonly profile?: Profile;
  /** Mounts that cannot give it excuse the scenario, with a reason. */
  readonly needs?: readonly Need[];
  readonly run: (server: ServerUnderTest) => Promise<void>;
}

/** Limits that are reached in a test's time. */
export const tight: Profile = {
  timeouts: { body: 400, head: 400, idle: 400, total: 800, stream: 1200, shutdown: 500 },
  limits: { bodyBytes: 64 * 1024, upstreamBytes: 64 * 1024 },
  // Long enough for a failure at once to be a status on a busy machine.
  holdMs: 250,
  pingMs: 60,
};

/** A body of the Messages API, with what a scenario adds. */
export const hello = (more: JsonObject = {}) => ({
  model: "claude-sonnet-5",
  max_tokens: 1024,
  messages: [{ role: "user", content: "Hello" }],
  ...more,
});
