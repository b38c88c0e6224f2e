import { describe, expect, test } from "vitest";
import {
  browserStateBlock,
  compactionBlock,
  containerUploadBlock,
  documentBlock,
  fallbackBlock,
  imageBlock,
  mcpToolListingBlock,
  mcpToolUseBlock,
  redactedThinkingBlock,
  searchResultBlock,
  serverToolResultSchemas,
  serverToolUseBlock,
  textBlock,
  thinkingBlock,
  toolAdditionBlock,
  toolReferenceBlock,
  toolRemovalBlock,
  toolResultBlock,
  toolUseBlock,
} from "../../src/anthropic/content.js";
import { messageSchemas, messagesRequest } from "../../src/anthropic/request.js";
import { customTool, toolSchemas } from "../../src/anthropic/tools.js";
import { requestSections } from "../../src/ledger/dispositions/index.js";
import type { Disposition, Row } from "../../src/ledger/dispositions/row.js";
import { requestLosses } from "../../src/ledger/loss-codes.js";
import { assistantHandlers } from "../../src/request/assistant-blocks.js";
import { dispositions } from "../../src/request/dispositions.js";
import { browserMembers, computerMembers } from "../../src/request/toolset-members.js";
import { type KnownKeys, knownKeysOf } from "../../src/request/unknown-fields.js";
import { userHandlers } from "../../src/request/user-blocks.js";
import { missingNames, sdkNames } from "../support/sdk-names.js";
import { fieldsOf, itemOf, literalsOf, membersOf, sdkType } from "../support/sdk-types.js";
import { type Step, stepsOf } from "./name-steps.js";
import { namesOutsideTheTypes, requestRoots, requestRows } from "./request-rows.js";

const names = Object.keys(requestRows);
/** Tags of the rows of one union: `tools[custom]` is a tag of `tools`, `tools[custom].name` is not. */
const tagsAt = (path: string) =>
  names
    .flatMap((name) => (name.startsWith(`${path}[`) && name.endsWith("]") ? [name.slice(path.length + 1, -1)] : []))
    .filter((tag) => !tag.includes("]"))
    .sort();
const betas = fieldsOf(sdkType("anthropicBeta", "MessageCreateParamsBase")).filter(({ name }) => name === "betas");
const betaNames = betas.flatMap(({ type }) => membersOf(type)).flatMap((list) => literalsOf(itemOf(list) ?? list));

describe("each name of the SDKs' types has a row (law 1)", () => {
  test.each(requestRoots)("%s %s as `%s`", (file, type, root) => {
    expect(missingNames(file, type, requestRows, root)).toEqual([]);
  });

  test("values of anthropic-beta", () => {
    expect(betaNames.length).toBeGreaterThan(50);
    expect(betaNames.filter((beta) => !(`betas[]=${beta}` in requestRows))).toEqual([]);
  });

  test.each([
    ["max_tokens", "anthropic", "MessageCreateParamsBase", ""],
    ["thinking[enabled].block_binding", "anthropicBeta", "MessageCreateParamsBase", ""],
    ["speed=fast", "anthropicBeta", "MessageCountTokensParams", ""],
    ["tools[bash_20250124].strict", "anthropic", "MessageCreateParamsBase", ""],
    ["content[document].source[url].url", "anthropic", "ContentBlockParam", "content"],
    ["content[mcp_tool_listing]", "anthropicBeta", "BetaContentBlockParam", "content"],
    ["message.clear_at=never", "anthropicBeta", "BetaMessageParam", "message"],
    ["upstream.text.verbosity", "openai", "ResponseCreateParamsBase", "upstream"],
    ["upstream.input[reasoning]", "openai", "ResponseCreateParamsBase", "upstream"],
  ] as const)("a table without `%s` is told so", (name, file, type, root) => {
    const { [name]: _gone, ...rest } = requestRows;
    expect(missingNames(file, type, rest, root)[0]).toBe(name);
  });
});

describe("each row stands for something", () => {
  const known = new Set(requestRoots.flatMap(([file, type, root]) => sdkNames(file, type, {}, root)));
  const prefixes = new Set(
    [...known].flatMap((name) =>
      [...name.matchAll(/[.[\]=]/g)].flatMap(({ index }) => [name.slice(0, index), name.slice(0, index + 1)]),
    ),
  );
  const outside = new Set([...Object.keys(namesOutsideTheTypes), ...betaNames.map((beta) => `betas[]=${beta}`)]);
  const stands = (name: string) => known.has(name) || (name.endsWith("]") && prefixes.has(name)) || outside.has(name);

  test("a name of a type, or one that is listed with a reason", () => {
    expect(names.filter((name) => !stands(name))).toEqual([]);
    expect(stands("tools[custom].colour")).toBe(false);
  });

  test("no listed name is without a row, or in the types after all", () => {
    expect(Object.keys(namesOutsideTheTypes).filter((name) => !(name in requestRows) || known.has(name))).toEqual([]);
  });

  test("no name stands in two sections", () => {
    const all = requestSections.flatMap(({ rows }) => Object.keys(rows));
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });

  test("no row stands below one that speaks for all", () => {
    const whole = names.filter((name) => requestRows[name]?.whole);
    const inside = (name: string, above: string) =>
      name !== above && /^[.[=]/.test(name.slice(above.length)) && name.startsWith(above);
    expect(names.filter((name) => whole.some((above) => inside(name, above)))).toEqual([]);
  });
});

describe("rows say what they must", () => {
  const fail = (wrong: (row: Row) => boolean) =>
    Object.entries(requestRows).flatMap(([name, row]) => (wrong(row) ? [name] : []));
  const weaker: readonly Disposition[] = ["dropped", "approximated", "emulated"];

  test("in a sentence of one line", () => {
    expect(fail(({ becomes }) => !/^[^\n]+\.$/.test(becomes))).toEqual([]);
  });

  test("with a loss where something weakens", () => {
    expect(fail(({ disposition, losses }) => weaker.includes(disposition) && !losses?.length)).toEqual([]);
  });

  test("without one where nothing is sent", () => {
    expect(
      fail(
        ({ disposition, losses }) => (disposition === "rejected" || disposition === "unused") && losses !== undefined,
      ),
    ).toEqual([]);
  });

  test("each loss of requests belongs to a row", () => {
    const told = new Set(Object.values(requestRows).flatMap(({ losses = [] }) => losses));
    expect(Object.keys(requestLosses).filter((code) => ![...told].some((loss) => loss === code))).toEqual([]);
  });
});

describe("the tables of the translation cover the same names", () => {
  test("top-level fields", () => {
    const fields = names.filter((name) => !/[.[=]/.test(name) && name !== "safeguards");
    expect(Object.keys(dispositions).sort()).toEqual(fields.sort());
  });

  test("types of tools", () => {
    expect(["custom", ...Object.keys(toolSchemas)].sort()).toEqual(tagsAt("tools"));
  });

  test("types of blocks", () => {
    const handled = new Set([...userHandlers.keys(), ...assistantHandlers.keys()].map(String));
    expect([...handled, "mcp_tool_listing", "fallback"].filter((t, i, all) => all.indexOf(t) === i).sort()).toEqual(
      tagsAt("content"),
    );
  });

  test.each([
    ["tools[computer_toolset_20260801]", computerMembers],
    ["tools[browser_toolset_20260801]", browserMembers],
  ])("members of %s", (toolset, members) => {
    const prefix = `${toolset}.configs.`;
    const rows = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    expect(rows.filter((name) => !name.includes(".")).sort()).toEqual(members.map(({ name }) => name).sort());
  });
});

describe("no field of an SDK ends as unknown_field", () => {
  const object = (entries: Record<string, KnownKeys>): KnownKeys => ({
    kind: "object",
    keys: new Map(Object.entries(entries)),
  });
  const tagged = (schemas: Record<string, unknown>): KnownKeys => ({
    kind: "tagged",
    byTag: new Map(Object.entries(schemas).map(([tag, schema]) => [tag, knownKeysOf(schema)])),
  });
  const keysOf = (schema: unknown) => {
    const known = knownKeysOf(schema);
    return known.kind === "object" ? known.keys : new Map<string, KnownKeys>();
  };
  /** Lists that are walked block by block are leaves of their own schema. */
  const inResults = tagged({
    tool_reference: toolReferenceBlock,
    browser_state: browserStateBlock,
    text: textBlock,
    image: imageBlock,
    document: documentBlock,
    search_result: searchResultBlock,
  });
  const toolResult: KnownKeys = { kind: "object", keys: new Map([...keysOf(toolResultBlock), ["content", inResults]]) };
  const content: KnownKeys = {
    kind: "tagged",
    byTag: new Map<unknown, KnownKeys>([
      ...Object.entries({
        text: textBlock,
        image: imageBlock,
        document: documentBlock,
        search_result: searchResultBlock,
        thinking: thinkingBlock,
        redacted_thinking: redactedThinkingBlock,
        tool_use: toolUseBlock,
        server_tool_use: serverToolUseBlock,
        mcp_tool_use: mcpToolUseBlock,
        ...serverToolResultSchemas,
        mcp_tool_listing: mcpToolListingBlock,
        container_upload: containerUploadBlock,
        compaction: compactionBlock,
        fallback: fallbackBlock,
        tool_addition: toolAdditionBlock,
        tool_removal: toolRemovalBlock,
      }).map(([type, schema]) => [type, knownKeysOf(schema)] as const),
      ["tool_result", toolResult],
    ]),
  };
  const message = object(Object.fromEntries(Object.values(messageSchemas).flatMap((schema) => [...keysOf(schema)])));
  const whole: KnownKeys = {
    kind: "object",
    keys: new Map<string, KnownKeys>([
      ...keysOf(messagesRequest),
      ["content", content],
      ["message", message],
      ["tools", tagged({ custom: customTool, ...toolSchemas })],
    ]),
  };

  /** Whether the schemas know a name. What a schema does not look into is known. */
  function knows(known: KnownKeys, steps: readonly Step[]): boolean {
    const [step, ...rest] = steps;
    if (step === undefined || known.kind === "leaf" || step.kind === "value") return true;
    if (known.kind === "list") return knows(known.items, step.kind === "items" ? rest : steps);
    if (known.kind === "tagged") {
      // A union of one member is written without its tag.
      if (step.kind !== "tag") return [...known.byTag.values()].some((member) => knows(member, steps));
      const chosen = known.byTag.get(step.tag);
      return chosen !== undefined && knows(chosen, rest);
    }
    if (step.kind !== "field") return knows(known, rest);
    const child = known.keys.get(step.name);
    return child !== undefined && knows(child, rest);
  }

  test.each(requestRoots.filter(([file]) => file !== "openai"))("%s %s as `%s`", (file, type, root) => {
    const unknown = sdkNames(file, type, {}, root).filter((name) => !knows(whole, stepsOf(name)));
    expect(unknown).toEqual([]);
  });

  test("an unknown one is seen", () => {
    expect(knows(whole, stepsOf("tools[custom].colour"))).toBe(false);
    expect(knows(whole, stepsOf("content[tool_result].content[browser_state].colour"))).toBe(false);
    expect(knows(whole, stepsOf("output_config.colour"))).toBe(false);
  });
});
