import type { CacheControl } from "../anthropic/content.js";
import { invalidRequest } from "../errors/transpond-error.js";
import type { JsonObject } from "../json.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import { shortToolName } from "../names.js";
import type { FunctionTool } from "../openai/request.js";
import { compactJson } from "./json.js";
import { normalSchema } from "./normal-schema.js";
import { omittableArguments } from "./omittable-arguments.js";
import { fitsStrictSubset } from "./strict-schema.js";
import type { ToolSetting } from "./tool-setting.js";
import { at } from "./validate.js";

/** A tool that the client runs, from whichever definition. */
export type FunctionSource = {
  name: string;
  description?: string | null | undefined;
  parameters: JsonObject;
  strict?: boolean | null | undefined;
  input_examples?: readonly unknown[] | null | undefined;
  allowed_callers?: readonly string[] | null | undefined;
  defer_loading?: boolean | null | undefined;
  eager_input_streaming?: boolean | null | undefined;
  cache_control?: CacheControl;
};

/** Declares a function, or keeps it back until the conversation names it. Source: mapping T1 to T1i, B8r. */
export function declareFunction(source: FunctionSource, path: string, setting: ToolSetting): void {
  const { box, ledger } = setting;
  const tool = toFunction(source, path, setting);
  const choice = { type: "function" as const, name: tool.name };
  const loading = setting.loading(source);
  if (source.defer_loading && source.cache_control) {
    throw invalidRequest(
      at(path, "cache_control"),
      "`cache_control` cannot be set on a tool with `defer_loading: true`",
    );
  }
  box.remember(source.name, tool.name, omittableArguments(source.name, source.parameters, setting.omittable));
  setting.cache.drop(source.cache_control, at(path, "cache_control"));
  box.claim(tool.name);
  if (loading === "when_named" || loading === "when_added") {
    ledger.add("tool_deferred", path);
    box.declare(source.name, { kind: "deferred", until: loading, choice, tool });
    return;
  }
  if (loading === "when_found") {
    const waiting = { ...tool, defer_loading: true };
    box.declare(source.name, { kind: "searchable", choice, tool });
    box.searchable.set(source.name, waiting);
    box.sent.add(waiting, path);
    return;
  }
  if (source.defer_loading) ledger.add("defer_loading_ignored", at(path, "defer_loading"));
  box.declare(source.name, { kind: "sent", choice });
  box.sent.add(tool, path);
}

function toFunction(source: FunctionSource, path: string, setting: ToolSetting): FunctionTool {
  const { ledger } = setting;
  checkCallers(source.allowed_callers, at(path, "allowed_callers"), ledger);
  if (source.eager_input_streaming) ledger.add("tool_hint_dropped", at(path, "eager_input_streaming"));
  const parameters = normalSchema(source.parameters);
  const strict = source.strict === true && fitsStrictSubset(parameters);
  if (source.strict === true && !strict) ledger.add("strict_degraded", at(path, "strict"));
  const description = describe(source, path, setting);
  return {
    type: "function",
    name: shortToolName(source.name),
    ...(description !== "" && { description }),
    parameters,
    strict,
  };
}

/** T1e: examples have no field of their own. */
function describe(source: FunctionSource, path: string, { ledger }: ToolSetting): string {
  const description = source.description ?? "";
  if (!source.input_examples || source.input_examples.length === 0) return description;
  const examplesPath = at(path, "input_examples");
  ledger.add("input_examples_in_description", examplesPath);
  const examples = source.input_examples.map((example) => compactJson(example, examplesPath));
  return [description, "Examples of input:", ...examples].filter((line) => line !== "").join("\n");
}

/**
 * T1c: the upstream's own programs are JavaScript, not Python; a tool for programs only could never be called.
 *
 * @throws TranspondError 400 for a tool that only code may call
 */
export function checkCallers(callers: readonly string[] | null | undefined, path: string, ledger: LossLedger): void {
  if (!callers?.some((caller) => caller !== "direct")) return;
  if (!callers.includes("direct")) {
    throw invalidRequest(path, "calls from code execution are not available on this upstream");
  }
  ledger.add("ptc_language", path);
}
