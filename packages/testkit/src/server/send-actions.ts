import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Action } from "../emit/draft.js";
import { encodeEvent } from "../emit/encode.js";
import { asObject } from "../json.js";
import type { OpenRecord } from "./recorded-request.js";

/** Waits so long, or until the connection is gone. */
export const pause = (ms: number, gone: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (gone.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      gone.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    gone.addEventListener("abort", done);
  });

/** Waits until the connection is gone. */
export const untilGone = (gone: AbortSignal): Promise<void> =>
  new Promise((resolve) =>
    gone.aborted ? resolve() : gone.addEventListener("abort", () => resolve(), { once: true }),
  );

/** Writes with back-pressure: settles when the socket can take more, or is gone. */
const write = async (response: ServerResponse, data: string | Uint8Array, gone: AbortSignal): Promise<void> => {
  if (response.write(data)) return;
  await once(response, "drain", { signal: gone }).catch(() => undefined);
};

/** Carries out the actions of an answer on an event stream whose headers are sent. */
export const sendActions = async (
  actions: readonly Action[],
  response: ServerResponse,
  log: OpenRecord,
  gone: AbortSignal,
): Promise<void> => {
  let sequenceNumber = 0;
  for (const action of actions) {
    if (gone.aborted) return;
    if (action.do === "wait") await pause(action.ms, gone);
    else if (action.do === "stall") await untilGone(gone);
    else if (action.do === "cut") {
      log.settle("cut");
      if (action.how === "reset") response.destroy();
      else response.end();
      return;
    } else {
      const data = action.do === "raw" ? action.data : encodeEvent(action.event, sequenceNumber);
      if (action.do === "event") {
        sequenceNumber++;
        log.sentEvents++;
        if (action.event.type === "response.output_item.done") log.output.push(asObject(action.event.item));
      }
      log.sentBytes += Buffer.byteLength(data);
      await write(response, data, gone);
    }
  }
  if (!gone.aborted) response.end();
};
