import type { HandlerOptions } from "../options.js";
import { type Callers, callersOf } from "./caller.js";
import { type ContentLog, contentLog } from "./log-content.js";
import { consoleLogger, type Logger, silent } from "./logger.js";
import { ModelLabels } from "./model-label.js";

/** How the requests of one handler are logged. */
export type LogSettings = {
  logger: Logger;
  labels: ModelLabels;
  content: ContentLog | undefined;
  callers: Callers | undefined;
};

/** @throws TypeError naming the option. */
export function logSettingsOf(options: HandlerOptions): LogSettings {
  const { logger = consoleLogger, content = "none", redaction = {}, pseudonyms = false } = options;
  if (logger !== false && typeof logger.info !== "function") {
    throw new TypeError("options.logger must have a function `info`, as pino and console have, or be false.");
  }
  if (content !== "none" && content !== "redacted") {
    throw new TypeError('options.content must be "none" or "redacted"; content is never logged as it is.');
  }
  return {
    logger: logger === false ? silent : logger,
    labels: new ModelLabels(options),
    content: content === "redacted" && logger !== false ? contentLog(redaction) : undefined,
    callers: pseudonyms === false ? undefined : callersOf(pseudonyms === true ? {} : pseudonyms),
  };
}
