import { createWorker } from "./worker.js";

/** Counts tokens itself; the ranks for it are a module of their own, loaded with the first count. */
export default createWorker("local");
