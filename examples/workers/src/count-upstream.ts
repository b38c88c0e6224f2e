import { createWorker } from "./worker.js";

/** Lets the upstream count tokens, so that the ranks need not be uploaded. */
export default createWorker("upstream");
