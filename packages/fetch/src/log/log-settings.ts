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

/** Of options that are checked. */
export function logSettingsOf(options: HandlerOptions): LogSettings {
  const { logger = consoleLogger, content = "none", redaction = {}, pseudonyms = false } = options;
  return {
    logger: logger === false ? silent : logger,
    labels: new ModelLabels(options),
    content: content === "redacted" && logger !== false ? contentLog(redaction) : undefined,
    callers: pseudonyms === false ? undefined : callersOf(pseudonyms === true ? {} : pseudonyms),
  };
}
