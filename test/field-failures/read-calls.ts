import { callItem } from "../../packages/core/test/support/upstream-events.js";

/** Calls of a tool that reads files, as items of the upstream. */
export const read = (path: string) => `{"file_path":"${path}"}`;

/** A call that is complete. */
export const oneCall = (args: string, id = 1) => callItem("Read", args, { id: `fc_${id}`, call_id: `call_${id}` });

/** The same when it has just begun. */
export const begun = (id = 1) => ({ ...oneCall("", id), status: "in_progress" });
