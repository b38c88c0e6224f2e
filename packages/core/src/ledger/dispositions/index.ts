import { assistantBlocks } from "./assistant-blocks.js";
import { clientTools } from "./client-tools.js";
import { messageFields } from "./messages.js";
import { reasoningFields } from "./reasoning-fields.js";
import { requestFields } from "./request-fields.js";
import { requestHeaders } from "./request-headers.js";
import type { Section } from "./row.js";
import { serverTools } from "./server-tools.js";
import { serviceFields } from "./service-fields.js";
import { systemBlocks } from "./system-blocks.js";
import { toolResults } from "./tool-results.js";
import { toolsets } from "./toolsets.js";
import { upstreamItems } from "./upstream-items.js";
import { upstreamRequest } from "./upstream-request.js";
import { userBlocks } from "./user-blocks.js";

/** What becomes of every name of a request, in the order of docs/mapping.md. */
export const requestSections: readonly Section[] = [
  requestFields,
  reasoningFields,
  serviceFields,
  messageFields,
  userBlocks,
  toolResults,
  assistantBlocks,
  systemBlocks,
  clientTools,
  toolsets,
  serverTools,
  requestHeaders,
  upstreamRequest,
  upstreamItems,
];
