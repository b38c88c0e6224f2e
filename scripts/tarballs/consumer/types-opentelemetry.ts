import { createHandler, type Handler } from "@transpond/fetch";
import { openTelemetry } from "@transpond/fetch/opentelemetry";

export const handler: Handler = createHandler({ upstream: {}, model: "gpt-5.4", telemetry: openTelemetry() });
