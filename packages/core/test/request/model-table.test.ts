import { describe, expect, test } from "vitest";
import { capabilitiesOf, type ModelCapabilities, modelRowOf } from "../../src/openai/models.js";
import { modelRows, unknownModel } from "../../src/openai/models-table.js";
import { fieldsOf, literalsOf, sdkType } from "../support/sdk-types.js";

const flags = {
  parallelToolCalls: "parallel",
  structuredOutputs: "schema",
  conciseSummary: "concise",
  additionalTools: "tools",
  namespaces: "namespaces",
  toolSearch: "search",
  phase: "phase",
  cacheBreakpoints: "cache",
  prewarm: "prewarm",
  comparisonIds: "compare",
  configurationUpdate: "update",
} as const satisfies Partial<Record<keyof ModelCapabilities, string>>;

/** All of a model's capabilities in one line. */
function summary(capabilities: ModelCapabilities): string {
  const { efforts, defaultEffort, sampling, instructionRole, imageDetail, imageDetails } = capabilities;
  const on = Object.entries(flags).flatMap(([name, short]) =>
    Reflect.get(capabilities, name) === true ? [short] : [],
  );
  return [
    `${efforts.join(" ") || "-"} (${defaultEffort ?? "?"})`,
    `sampling ${sampling}`,
    instructionRole,
    `${capabilities.contextWindow ?? "?"}/${capabilities.maxOutputTokens ?? "?"}`,
    on.join(" "),
    `images ${imageDetails.length === 0 ? "none" : `${imageDetail} of ${imageDetails.join(" ")}`}`,
  ].join("; ");
}

const images = "images auto of auto low high";
const original = "images high of auto low high original";
const old = `sampling always; system; 128000/16384; parallel schema; ${images}`;
const legacy = "parallel; images";
const oSeries = `sampling never; developer; 200000/100000; parallel schema; ${images}`;
const big = "sampling effort_none; developer; 1050000/128000";
const bigFixed = "sampling never; developer; 1050000/128000";
const small = "developer; 400000/128000";
const gpt5 = "parallel schema concise tools";
const gpt53 = `${gpt5} namespaces phase`;
const gpt54 = `${gpt5} namespaces search phase`;
const gpt54pro = "parallel concise tools namespaces search phase";
const gpt56 = `${gpt54} cache prewarm compare`;
const gpt6 = `${gpt56} update`;

/** Written from the sources that the rows name, not from the rows. */
const expected: Readonly<Record<string, string>> = {
  "gpt-3.5-turbo": `- (?); sampling always; system; 16385/4096; ${legacy} none`,
  "gpt-3.5-turbo-0125": `- (?); sampling always; system; 16385/4096; ${legacy} none`,
  "gpt-4": `- (?); sampling always; system; 8192/8192; ${legacy} none`,
  "gpt-4-0613": `- (?); sampling always; system; 8192/8192; ${legacy} none`,
  "gpt-4-32k": `- (?); sampling always; system; 32768/?; ${legacy} none`,
  "gpt-4-turbo-2024-04-09": `- (?); sampling always; system; 128000/4096; parallel; ${images}`,
  "gpt-4-1106-preview": `- (?); sampling always; system; 128000/4096; parallel; ${images}`,
  "gpt-audio-mini-2025-12-15": `- (?); sampling always; system; 128000/4096; parallel; ${images}`,
  "gpt-4o-audio-preview": `- (?); sampling always; system; 128000/4096; parallel; ${images}`,
  "text-embedding-3-large": `- (?); sampling always; system; 128000/4096; parallel; ${images}`,
  "gpt-4o-mini-search-preview": `- (?); sampling never; system; 128000/16384; parallel schema; ${images}`,
  "gpt-4o-2024-05-13": `- (?); sampling always; system; 128000/4096; parallel; ${images}`,
  "gpt-4o": `- (?); ${old}`,
  "gpt-4o-mini-2024-07-18": `- (?); ${old}`,
  "chatgpt-4o-latest": `- (?); ${old}`,
  "gpt-4.1": `- (?); sampling always; system; 1047576/32768; parallel schema; ${images}`,
  "gpt-4.1-nano-2025-04-14": `- (?); sampling always; system; 1047576/32768; schema; ${images}`,
  "gpt-5-chat-latest": `- (?); ${old}`,
  "gpt-5.1-chat-latest": `medium (medium); sampling never; developer; 128000/16384; parallel schema concise; ${images}`,
  "gpt-5.2-chat-2025-12-11": `medium (medium); sampling never; developer; 128000/16384; parallel schema concise; ${images}`,
  "gpt-5.3-chat-latest": `- (?); ${old}`,
  "chat-latest": `- (?); ${old.replace("always", "never")}`,
  "o1-mini": `- (?); sampling never; system; 128000/32768; ${legacy} none`,
  "o3-mini": `low medium high (medium); ${oSeries.replace(images, "images none")}`,
  o3: `low medium high (medium); ${oSeries}`,
  "o1-pro-2025-03-19": `low medium high (medium); ${oSeries}`,
  "o4-mini-2025-04-16": `low medium high (medium); ${oSeries}`,
  "o4-mini-deep-research": `medium (medium); sampling never; developer; 200000/100000; parallel; ${images}`,
  "computer-use-preview": `- (?); sampling never; developer; 8192/1024; parallel concise; ${images}`,
  "codex-mini-latest": `low medium high (medium); ${oSeries}`,
  "gpt-oss-120b": "low medium high (medium); sampling always; system; 131072/32768; parallel schema; images none",
  "gpt-5": `minimal low medium high (medium); sampling never; ${small}; ${gpt5}; ${images}`,
  "gpt-5-mini-2025-08-07": `minimal low medium high (medium); sampling never; ${small}; ${gpt5}; ${images}`,
  "gpt-5-codex": `low medium high (medium); sampling never; ${small}; ${gpt5}; ${images}`,
  "gpt-5-pro": `high (high); sampling never; developer; 400000/272000; ${gpt5}; ${images}`,
  "gpt-5.1": `none low medium high (none); sampling effort_none; ${small}; ${gpt5}; ${images}`,
  "gpt-5.1-codex": `low medium high (?); sampling never; ${small}; ${gpt5}; ${images}`,
  "gpt-5.1-codex-max": `low medium high xhigh (?); sampling never; ${small}; ${gpt5}; ${images}`,
  "gpt-5.2": `none low medium high xhigh (none); sampling effort_none; ${small}; ${gpt5}; ${images}`,
  "gpt-5.2-codex": `low medium high xhigh (?); sampling never; ${small}; ${gpt5}; ${images}`,
  "gpt-5.2-pro": `medium high xhigh (?); sampling never; ${small}; parallel concise tools; ${images}`,
  "gpt-5.3-codex": `low medium high xhigh (?); sampling never; ${small}; ${gpt53}; ${images}`,
  "gpt-5.3-codex-spark": `low medium high xhigh (?); sampling never; developer; 128000/32000; ${gpt53}; ${images}`,
  "gpt-5.4-2026-03-05": `none low medium high xhigh (none); ${big}; ${gpt54}; ${original}`,
  "gpt-5.4-mini": `none low medium high xhigh (none); sampling effort_none; ${small}; ${gpt54}; images high of auto low high`,
  "gpt-5.4-pro": `medium high xhigh (?); ${bigFixed}; ${gpt54pro}; ${original}`,
  "gpt-5.5": `none low medium high xhigh (medium); ${big}; ${gpt54}; ${original}`,
  "gpt-5.5-pro-2026-04-23": `medium high xhigh (?); ${bigFixed}; ${gpt54}; ${original}`,
  "gpt-5.6-sol": `none low medium high xhigh max (medium); ${big}; ${gpt56}; ${original}`,
  "gpt-5.6-luna": `none low medium high xhigh max (medium); ${big}; ${gpt56}; ${original}`,
  "gpt-5.6-cyber": `low medium high xhigh max (?); ${bigFixed}; ${gpt56}; ${original}`,
  "gpt-daybreak-red-latest": `low medium high xhigh max (?); ${bigFixed}; ${gpt56}; ${original}`,
  "gpt-rosalind-research": `low medium high (?); sampling never; developer; ?/?; parallel schema; ${images}`,
  "gpt-6-astra": `low medium high xhigh max (?); ${bigFixed}; ${gpt6}; ${original}`,
  "gpt-6-astra-pro": `low medium high xhigh max (?); ${bigFixed}; ${gpt56}; ${original}`,
  "gpt-6-sol": `none low medium high xhigh max (medium); ${bigFixed}; ${gpt6}; ${original}`,
  "gpt-6-luna": `none low medium high xhigh max (medium); ${bigFixed}; ${gpt6}; ${original}`,
  "gpt-6.1-terra": `none low medium high xhigh max (?); ${bigFixed}; ${gpt6}; ${original}`,
  "gpt-6.1-sol": `low medium high xhigh max (medium); ${bigFixed}; ${gpt6}; ${original}`,
  "gpt-6.2-sol": `low medium high xhigh max (?); ${bigFixed}; ${gpt6}; ${original}`,
  "gpt-6.2-astra": `low medium high xhigh max (?); ${bigFixed}; ${gpt6}; ${original}`,
  "gpt-6-rosalind": `low medium high xhigh max (?); ${bigFixed}; ${gpt56}; ${original}`,
  "llama-4": `low medium high (?); sampling never; system; ?/?; parallel schema; ${images}`,
};

const ids = Object.keys(expected);
const ofSdk = fieldsOf(sdkType("openai", "ResponseCreateParamsBase")).filter(({ name }) => name === "model");
const sdkIds = ofSdk.flatMap(({ type }) => literalsOf(type));

describe("the model table", () => {
  test.each(Object.entries(expected))("%s", (id, line) => {
    expect(summary(capabilitiesOf(id))).toBe(line);
  });

  test("has a row on purpose for each model id of OpenAI's SDK", () => {
    expect(sdkIds.length).toBeGreaterThan(90);
    const undecided = sdkIds.filter((id) => (modelRowOf(id)?.assumed ?? modelRowOf(id) === undefined) === true);
    expect(undecided).toEqual([]);
  });

  test("the guard above sees a newcomer", () => {
    expect(modelRowOf("gpt-9-nova")).toBeUndefined();
    expect(modelRowOf("gpt-6.7-nova")?.assumed).toBe(true);
  });

  test("each row decides about an id that is tested here", () => {
    const decided = new Set(ids.map((id) => modelRowOf(id)));
    const idle = modelRows.filter((row) => row.assumed !== true && !decided.has(row)).map(({ name }) => name);
    expect(idle).toEqual([]);
  });

  test.each(modelRows)("$name says where it comes from, and agrees with itself", ({ source, capabilities }) => {
    const { efforts, defaultEffort, imageDetail, imageDetails, sampling } = capabilities;
    expect(source).toMatch(/[a-z]/);
    if (defaultEffort !== null) expect(efforts).toContain(defaultEffort);
    if (imageDetails.length > 0) expect(imageDetails).toContain(imageDetail);
    if (sampling === "effort_none") expect(efforts).toContain("none");
    expect(capabilities.prewarm && !capabilities.cacheBreakpoints).toBe(false);
    expect(Object.keys(capabilities).sort()).toEqual(Object.keys(unknownModel).sort());
  });

  test("names are given once", () => {
    expect(new Set(modelRows.map(({ name }) => name)).size).toBe(modelRows.length);
  });

  test.each(["gpt-5.4-eu", "gpt-5.6-sol-fast", "gpt-5.5-cyber-preview", "gpt-5.2-turbo", "gpt-6.3-luna", "gpt-5-x"])(
    "%s is taken for a member of the family whose name it begins with",
    (id) => {
      expect(modelRowOf(id)).toMatchObject({ assumed: true });
      expect(capabilitiesOf(id).efforts).toContain("high");
    },
  );
});
