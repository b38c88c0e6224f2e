import core = require("@transpond/core");
import adapter = require("@transpond/fetch");

/** Modules of this kind may `require` ours, since Node may. */
export const handler: adapter.Handler = adapter.createHandler({ upstream: {}, model: "gpt-5.4" });
export const error: unknown = new core.TranspondError({ status: 500, type: "api_error", message: "" });
