export { closeServer } from "./close-server.js";
export { type NodeListener, toNodeListener } from "./to-node-listener.js";
export { toRequest } from "./to-request.js";
export { writeResponse } from "./write-response.js";
