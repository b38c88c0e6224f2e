import { strict as assert } from "node:assert";

// The optional peer is not installed: its entry says so, and no other entry asks for it.
await assert.rejects(import("@transpond/fetch/opentelemetry"), {
  code: "ERR_MODULE_NOT_FOUND",
  message: /@opentelemetry\/api/,
});
