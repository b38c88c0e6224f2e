import { containerParams } from "../anthropic/mcp.js";
import type { TypedTool } from "../anthropic/tools.js";
import { invalidRequest } from "../errors/transpond-error.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import type { ToolSetting } from "./tool-setting.js";
import { knownKeysOf, noteUnknownFields } from "./unknown-fields.js";
import { at, check } from "./validate.js";

type CodeExecutionTool = TypedTool<
  "code_execution_20250522" | "code_execution_20250825" | "code_execution_20260120" | "code_execution_20260521"
>;

const knownKeys = knownKeysOf(containerParams);
/** Ids as the upstream gives them, which its answers name (`container.id`). */
const issued = /^cntr_[A-Za-z0-9]{1,59}$/;

/**
 * The container that a request names; null where it names none. Source: mapping A23, K21.
 *
 * @throws TranspondError 400 for a container of another vendor and for skills
 */
export function readContainer(container: unknown, ledger: LossLedger): string | null {
  if (container === undefined || container === null) return null;
  if (typeof container === "string") return issuedId(container);
  check(containerParams, container, "container");
  noteUnknownFields(container, knownKeys, "container", ledger);
  if (container.skills && container.skills.length > 0) {
    throw invalidRequest("container.skills", "skills are not available on this upstream");
  }
  return container.id == null ? null : issuedId(container.id);
}

function issuedId(id: string): string {
  if (issued.test(id)) return id;
  throw invalidRequest(
    "container",
    "containers are not available on this upstream, but for those that it named itself",
  );
}

/**
 * Declares OpenAI's code interpreter in place of Anthropic's code execution. Without a container of the request's own the
 * upstream chooses: it goes on in the one of an earlier `code_interpreter_call` of the input while that lives, else it
 * makes a new one. So no container is ever taken from the history here: one that has expired since (after 20 idle
 * minutes) would be refused, and what stands before the messages would change with them. Source: mapping T11.
 */
export function declareCodeExecution(tool: CodeExecutionTool, path: string, setting: ToolSetting): void {
  const { box, ledger } = setting;
  box.declare(tool.name, { kind: "sent", choice: { type: "code_interpreter" } });
  box.serverTools.push(tool.name);
  box.include.add("code_interpreter_call.outputs");
  // The first version ran Python only, too.
  if (tool.type !== "code_execution_20250522") ledger.add("code_execution_python_only", path);
  if (tool.allowed_callers?.some((caller) => caller !== "direct")) {
    ledger.add("feature_unsupported", at(path, "allowed_callers"));
  }
  if (tool.strict) ledger.add("tool_hint_dropped", at(path, "strict"));
  if (tool.defer_loading) ledger.add("defer_loading_ignored", at(path, "defer_loading"));
  setting.cache.drop(tool.cache_control, at(path, "cache_control"));
  box.sent.add({ type: "code_interpreter", container: setting.container ?? { type: "auto" } }, path);
}
