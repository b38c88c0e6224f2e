import { beforeAll, describe, expect, it } from "vitest";
import { member, objectsOf } from "./client-messages.js";
import { rewritesOf } from "./client-rewrites.js";
import { isCompaction, runLongSession, type WayToType } from "./long-session.js";
import { itemsOf, type SentRequest, type Session } from "./session.js";
import { expectSound } from "./sound.js";
import {
  changedFields,
  expectGrowing,
  isSide,
  itemTexts,
  MAIN_LOOP,
  pairsOf,
  prefixesOf,
  reasoningIn,
  type Thread,
  threadsOf,
} from "./threads.js";

/** Losses of any session like this one, and those of single kinds of models. None of them is news. */
const always = [
  "billing_header_removed",
  "citation_granularity",
  "display_updates",
  "is_error_textual",
  "max_uses_shared",
  "search_result_fields",
  "user_id_hashed",
];
const cachesByItself = ["cache_control_automatic"];
const takesNoEffortInside = ["midconv_effort_flattened"];
const loadsToolsLate = ["tool_deferred"];
const loadsToolsAtOnce = ["defer_loading_ignored"];
const takesBreakpoints = ["cache_ttl_label", "cache_marker_moved"];

interface Case {
  readonly model: string;
  readonly way: WayToType;
  /** Whether the model can be given a tool in the middle of a conversation. */
  readonly loadsLate: boolean;
  readonly losses: readonly string[];
}

const inBothWays = (model: string, losses: readonly string[]): readonly Case[] =>
  (["in one process", "over several processes"] as const).map((way) => ({ model, way, loadsLate: true, losses }));

const cases: readonly Case[] = [
  {
    model: "gpt-5.1",
    way: "in one process",
    loadsLate: false,
    losses: [...cachesByItself, ...takesNoEffortInside, ...loadsToolsAtOnce],
  },
  ...inBothWays("gpt-5.4", [...cachesByItself, ...takesNoEffortInside, ...loadsToolsLate]),
  ...inBothWays("gpt-5.6-sol", [...takesBreakpoints, ...takesNoEffortInside, ...loadsToolsLate]),
  ...inBothWays("gpt-6-astra", [...takesBreakpoints, ...loadsToolsLate]),
];

const toolNames = (tools: unknown) => objectsOf(tools).map(({ name }) => name);

const lateTools = (request: SentRequest | undefined) =>
  itemsOf(request, "additional_tools").map(({ tools }) => toolNames(tools));

describe.each(cases)("a long session on $model, typed $way", ({ model, way, loadsLate, losses }) => {
  let session: Session;
  let threads: readonly Thread[];
  let main: readonly SentRequest[];

  beforeAll(async () => {
    session = await runLongSession(model, way);
    threads = threadsOf(session.sent);
    // The main loop and the two agents that it starts; without them, nothing below would show anything.
    expect(threads, JSON.stringify(session.result)).toHaveLength(3);
    main = threads.find(({ agent }) => agent === MAIN_LOOP)?.requests ?? [];
  });

  it("goes through, refused nowhere", () => {
    expectSound(session);
    expect(session.result?.result).toBe("Found again.");
    const others = session.asked.filter(({ path }) => path !== "/v1/messages").map(({ path }) => path);
    expect(session.sent).toHaveLength(session.asked.length - others.length);
    // `/context` counts its pieces; only the gateway hears of that.
    expect([...new Set(others)]).toEqual(way === "in one process" ? ["/v1/messages/count_tokens"] : []);
    if (way === "in one process") expect(others.length).toBeGreaterThan(20);
  });

  it("reports the losses that are known, and no others", () => {
    expect([...new Set(session.losses.map(({ code }) => code))].sort()).toEqual([...always, ...losses].sort());
  });

  it("asks nothing beside its conversations but the two searches", () => {
    const side = session.sent.filter(isSide);
    expect(side.map(({ body }) => objectsOf(body.tools).map(({ type }) => type))).toEqual([
      ["web_search"],
      ["web_search"],
    ]);
  });

  it("keeps the prefix in every conversation, but once after /compact", () => {
    expect(threads.map(({ requests }) => requests.length)).toEqual([18, 3, 3]);
    for (const { agent, requests } of threads) {
      const newPrefixAt = agent === MAIN_LOOP ? requests.findIndex(isCompaction) + 1 : requests.length;
      // Shows which item changed; what follows then shows that nothing else begins anew.
      expectGrowing(requests.slice(0, newPrefixAt));
      expectGrowing(requests.slice(newPrefixAt));
      expect(newPrefixAt).toBe(agent === MAIN_LOOP ? 13 : 3);
      expect(prefixesOf(requests).map(({ length }) => length)).toEqual(agent === MAIN_LOOP ? [13, 5] : [3]);
    }
  });

  it("keeps the system prompt even over /compact", () => {
    for (const { requests } of threads) {
      expect(new Set(requests.map((request) => itemTexts(request)[0])).size).toBe(1);
    }
  });

  it("keeps one cache key in each conversation, of its own", () => {
    const keys = threads.map(({ requests }) => [...new Set(requests.map(({ body }) => body.prompt_cache_key))]);
    expect(keys).toEqual(threads.map(() => [expect.stringMatching(/^\S{16,64}$/)]));
    expect(new Set(keys.flat()).size).toBe(threads.length);
  });

  it("keeps all else of the requests too, but for a tool that a model can't be given late", () => {
    for (const { requests } of threads) {
      const changes = pairsOf(requests).flatMap(([before, after]) => {
        const fields = changedFields(before.body, after.body, ["input"]);
        return fields.length > 0 ? [{ before, after, fields }] : [];
      });
      expect(changes.map(({ fields }) => fields)).toEqual(loadsLate || requests !== main ? [] : [["tools"]]);
      for (const { before, after } of changes) {
        // The client itself declares the tool from here on: it had been found in between.
        expect(toolNames(before.client.body.tools)).not.toContain("WebSearch");
        expect(toolNames(after.client.body.tools)).toContain("WebSearch");
        const others = objectsOf(after.body.tools).filter(({ name }) => name !== "WebSearch");
        expect(JSON.stringify(others)).toBe(JSON.stringify(before.body.tools));
      }
    }
  });

  it("puts a tool that was found where it was found, once, if the model can be given one late", () => {
    const found = loadsLate ? [["WebSearch"]] : [];
    expect(prefixesOf(main).map((prefix) => lateTools(prefix.at(-1)))).toEqual([found, found]);
    const input = main.at(-1)?.input ?? [];
    const before = input.filter((_item, index) => input[index + 1]?.type === "additional_tools");
    expect(before).toHaveLength(found.length);
    for (const item of before) expect(JSON.stringify(item)).toContain("Tool found: WebSearch");
  });

  it("gives all reasoning back, with the blob of its done event", () => {
    let givenBack = 0;
    for (const { requests } of threads) {
      // The answer before `/compact` may be left out of that request: it is kept for the one after. The summary's own
      // reasoning never comes back.
      for (const [asked, next] of pairsOf(requests.filter((request) => !isCompaction(request)))) {
        const emitted = reasoningIn(asked.output);
        const ids = emitted.map(({ id }) => id);
        expect(reasoningIn(next.input).filter(({ id }) => ids.includes(id))).toEqual(emitted);
        givenBack += emitted.length;
      }
    }
    // One for each `reasoning` of the script but that of the summary and those of last answers.
    expect(givenBack).toBe(16);
  });

  it("holds although the client rewrites what it said", () => {
    const rewrites = threads.flatMap(({ requests }) =>
      prefixesOf(requests).flatMap((prefix) =>
        pairsOf(prefix).flatMap(([before, after]) => {
          const found = rewritesOf(before.client, after.client);
          // Only the words of `/compact` are put into a message that was sent before.
          expect(found.includes("its last message grew")).toBe(isCompaction(after));
          return found;
        }),
      ),
    );
    expect([...new Set(rewrites)].sort()).toEqual([
      "a cache marker moved",
      "a list of one text became a string",
      "its last message grew",
    ]);
  });

  it("holds although the client's billing header changes", () => {
    const changes = pairsOf(main).flatMap(([before, after]) =>
      changedFields(before.client.body, after.client.body, ["messages", "tools"]).map((field) => ({
        field,
        summed: isCompaction(before),
        first: [before, after].map(({ client }) => member(objectsOf(client.body.system)[0], "text")),
        others: [before, after].map(({ client }) => JSON.stringify(objectsOf(client.body.system).slice(1))),
      })),
    );
    expect(changes).toMatchObject([{ field: "system", summed: true }]);
    for (const { first, others } of changes) {
      expect(first).toEqual([0, 1].map(() => expect.stringMatching(/^x-anthropic-billing-header:/)));
      expect(others[0]).toBe(others[1]);
    }
  });

  it("begins anew with an instruction message that holds nothing but an effort", () => {
    const [, afterwards = []] = prefixesOf(main);
    expect(afterwards).toHaveLength(5);
    for (const request of afterwards) {
      const [, second] = objectsOf(request.client.body.messages);
      expect(second).toEqual({ role: "system", content: [], output_config: { effort: "medium" } });
      const updates = itemsOf(request, "configuration_update").map(({ reasoning }) => reasoning);
      expect(updates).toEqual(model === "gpt-6-astra" ? [{ effort: "medium" }] : []);
      const instructions = request.input.filter(({ role, type }) => role === "developer" && type === "message");
      expect(instructions.map(({ content }) => objectsOf(content).length)).toEqual([2, 1]);
    }
  });
});
