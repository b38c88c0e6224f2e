import type { UpstreamFetch } from "@transpond/fetch/adapter";
import { upstreamFetch } from "./upstream-fetch.js";

/** Where `fetch` keeps what somebody has set to send requests another way, such as through a proxy. */
const dispatcherKeys = [Symbol.for("undici.globalDispatcher.1"), Symbol.for("undici.globalDispatcher.2")];
const dispatchers = (): unknown[] => dispatcherKeys.map((key) => Reflect.get(globalThis, key));

const firstFetch = globalThis.fetch;
// Node's is a few lines that load undici; those who observe or replace it may have come before this module.
const isNodes = Function.prototype.toString.call(firstFetch).includes("internal/deps/undici");
const isSetBefore = dispatchers().some((dispatcher) => dispatcher !== undefined);
// Node sets its own when its classes are loaded.
new Headers();
const ownDispatchers = dispatchers();

/** Whether `fetch` is Node's own, and sends as it does by itself. */
const isUntouched = () =>
  isNodes &&
  !isSetBefore &&
  globalThis.fetch === firstFetch &&
  dispatchers().every((dispatcher, at) => dispatcher === ownDispatchers[at]);

/** How upstreams are asked that bring no `fetch`: by the global one where the host has changed it, else in less time. */
export const defaultFetch: UpstreamFetch = (url, init) =>
  isUntouched() ? upstreamFetch(url, init) : globalThis.fetch(url, init);
