import { describe, expect, it, test } from "vitest";
import { answerBlocks } from "../../src/ledger/dispositions/answer-blocks.js";
import { answerEvents, answerMessage } from "../../src/ledger/dispositions/answer-messages.js";
import { answerSections } from "../../src/ledger/dispositions/answers.js";
import { outputItems } from "../../src/ledger/dispositions/output-items.js";
import { responseFields } from "../../src/ledger/dispositions/response-fields.js";
import type { Section } from "../../src/ledger/dispositions/row.js";
import { upstreamEvents } from "../../src/ledger/dispositions/upstream-events.js";
import { answerLosses } from "../../src/ledger/loss-codes.js";
import { outputItems as renderers } from "../../src/response/renderers.js";
import { eventRoles } from "../../src/stream/event-table.js";
import { missingNames, sdkNames } from "../support/sdk-names.js";
import type { SdkFile } from "../support/sdk-types.js";

/** Where the names of each section are declared: file, type, path of the type. */
const declared: [Section, [SdkFile, string, string][]][] = [
  [outputItems, [["openai", "ResponseOutputItem", ""]]],
  [
    responseFields,
    [
      ["openai", "Response", ""],
      ["openai", "ResponseUsage", "usage"],
    ],
  ],
  [upstreamEvents, [["openai", "ResponseStreamEvent", ""]]],
  [
    answerMessage,
    [
      ["anthropic", "Message", ""],
      ["anthropicBeta", "BetaMessage", ""],
    ],
  ],
  [
    answerBlocks,
    [
      ["anthropic", "ContentBlock", ""],
      ["anthropicBeta", "BetaContentBlock", ""],
    ],
  ],
  [
    answerEvents,
    [
      ["anthropic", "RawMessageStreamEvent", ""],
      ["anthropicBeta", "BetaRawMessageStreamEvent", ""],
    ],
  ],
];

/** Names that stand on the wire and in no type, with the recordings' word for them. */
const onTheWireOnly = ["response.cancelled", "keepalive", "configuration_update", "ping", "error"];

describe("names of answers (law 1)", () => {
  test("every section is held against its types", () => {
    expect(declared.map(([section]) => section)).toEqual(answerSections);
  });

  it.each(declared.flatMap(([section, roots]) => roots.map((root) => [root[0], root[1], root[2], section] as const)))(
    "every name of %s %s has a row",
    (file, type, path, section) => {
      expect(missingNames(file, type, section.rows, path)).toEqual([]);
    },
  );

  it.each(declared.map(([section, roots]) => [section.title, section, roots] as const))(
    "%s: no row stands for a name that does not exist",
    (_title, section, roots) => {
      const known = new Set(roots.flatMap(([file, type, path]) => sdkNames(file, type, section.rows, path)));
      const beyond = Object.keys(section.rows).filter((name) => !known.has(name) && !onTheWireOnly.includes(name));
      expect(beyond).toEqual([]);
    },
  );

  it("would name a newcomer", () => {
    const { error: _error, ...rows } = upstreamEvents.rows;
    expect(missingNames("openai", "ResponseStreamEvent", rows)[0]).toBe("error");
    const { "message.phase=commentary": _phase, ...items } = outputItems.rows;
    expect(missingNames("openai", "ResponseOutputItem", items)).toEqual(["message.phase=commentary"]);
  });
});

describe("the ledger and the machine", () => {
  test("know the same items and events", () => {
    const topLevel = (rows: Section["rows"]) => Object.keys(rows).filter((name) => /^\w+$/.test(name));
    expect(topLevel(outputItems.rows).sort()).toEqual(Object.keys(renderers).sort());
    expect(Object.keys(upstreamEvents.rows).sort()).toEqual(Object.keys(eventRoles).sort());
  });

  test("what the machine leaves out, the ledger says with the same loss", () => {
    for (const [item, renderer] of Object.entries(renderers)) {
      if (typeof renderer === "string") expect(outputItems.rows[item]?.losses, item).toContain(renderer);
    }
  });

  test("every loss of answers has a row", () => {
    const named = new Set(
      answerSections.flatMap(({ rows }) => Object.values(rows).flatMap(({ losses }) => losses ?? [])),
    );
    // These say what is not in the types at all.
    const ofUnknownNames = [
      "unknown_output_item",
      "unknown_event",
      "repeated_event_dropped",
      "event_gap",
      "further_losses_omitted",
    ];
    expect(
      Object.keys(answerLosses)
        .filter((code) => !named.has(code as keyof typeof answerLosses))
        .sort(),
    ).toEqual(ofUnknownNames.sort());
  });
});
