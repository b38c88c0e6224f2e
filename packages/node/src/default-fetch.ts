import { ownFetch, type UpstreamFetch } from "@transpond/fetch/adapter";
import { upstreamFetch } from "./upstream-fetch.js";

/** Where `fetch` keeps how requests are sent, such as through a proxy; later releases of Node use the second. */
const dispatcherKeys = [Symbol.for("undici.globalDispatcher.1"), Symbol.for("undici.globalDispatcher.2")];
const dispatchers = (): unknown[] => dispatcherKeys.map((key) => Reflect.get(globalThis, key));

/** What stands for an option that nobody has given. */
const unset: ReadonlySet<unknown> = new Set([undefined, null, Number.POSITIVE_INFINITY]);

const firstFetch = globalThis.fetch;
// Node's is a few lines that load undici; those who observe or replace it may have come before this module.
const isNodes = Function.prototype.toString.call(firstFetch).includes("internal/deps/undici");
// Node sets its own when its classes are loaded, if nobody has set one before.
new Headers();
const firstDispatchers = dispatchers();
const isPlain = isPlainAgent(firstDispatchers.findLast((dispatcher) => dispatcher !== undefined));

/** What undici makes by itself: an `Agent` to which nobody has given options, and that nobody has composed with others. */
function isPlainAgent(dispatcher: unknown): boolean {
  if (typeof dispatcher !== "object" || dispatcher === null || dispatcher.constructor.name !== "Agent") return false;
  const key = Object.getOwnPropertySymbols(dispatcher).find(({ description }) => description === "options");
  const options: unknown = key && Reflect.get(dispatcher, key);
  if (typeof options !== "object" || options === null) return false;
  const isComposed = Reflect.get(dispatcher, "dispatch") !== Reflect.get(Object.getPrototypeOf(dispatcher), "dispatch");
  return !isComposed && Object.values(options).every((option) => unset.has(option));
}

/** Whether `fetch` is Node's own, and sends as it does by itself. */
const isUntouched = () =>
  isNodes &&
  isPlain &&
  globalThis.fetch === firstFetch &&
  dispatchers().every((dispatcher, at) => dispatcher === firstDispatchers[at]);

/** How upstreams are asked that bring no `fetch`: by the global one where the host has changed it, else in less time. */
export const defaultFetch: UpstreamFetch = (url, init) =>
  isUntouched() ? upstreamFetch(url, init) : ownFetch(globalThis.fetch)(url, init);
