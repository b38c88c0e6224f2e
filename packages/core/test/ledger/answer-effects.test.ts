import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isObject } from "../../src/json.js";
import { arbitraryResponse } from "../support/arbitrary-response.js";
import { eventsOf } from "../support/both-ways.js";
import { testContext } from "../support/context.js";
import { propertyOptions } from "../support/property-options.js";
import { translateNow } from "../support/translate-now.js";
import { clientRows, type PlacedRow, upstreamRows } from "./answer-rows.js";
import { type AnswerOutcome, type AnswerSample, placesInAnswer, runAnswer, withoutPlace } from "./answer-sample.js";
import { unlistedInAnswer } from "./answer-unlisted.js";
import { answerWitnesses } from "./answer-witnesses/index.js";
import { plainAnswers } from "./answer-witnesses/plain.js";
import { placesOf } from "./places.js";

const samples: readonly AnswerSample[] = [...plainAnswers, ...Object.values(answerWitnesses).flat()];
const outcomes = samples.map((sample) => [sample, runAnswer(sample)] as const);
const isValue = ({ path }: PlacedRow) => path.includes("=");
const everything = (outcome: AnswerOutcome) => JSON.stringify(outcome);

/**
 * Nothing falls silent: what the ledger calls mapped matters in some answer; taken away, something else comes of it. Names
 * of which the ledger itself says that nothing comes of them are left out, and so are values, which their field speaks for.
 */
test("each name of the upstream that comes across has an effect", () => {
  const telling = upstreamRows
    .filter(({ row }) => row.disposition === "mapped" && !row.becomes.startsWith("Nothing"))
    .filter((placed) => !isValue(placed));
  const silent = telling.filter(({ path }) =>
    outcomes.every(([sample, outcome]) =>
      placesInAnswer(path, sample).every(
        (place) => everything(runAnswer(withoutPlace(place, sample))) === everything(outcome),
      ),
    ),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});

describe("what the client gets is what the ledger says", () => {
  const given = outcomes.map(([{ response, context }, { message, events }]) => ({
    answer: message,
    events: response ? translateNow(eventsOf(response), testContext(context)).events : events,
  }));
  const occurs = ({ path }: PlacedRow) => given.some((body) => placesOf(path, body).length > 0);

  test("each name that is written at all is written in some sample", () => {
    const written = clientRows.filter(({ row }) => row.disposition === "mapped");
    expect(written.filter((placed) => !occurs(placed)).map(({ name }) => name)).toEqual([]);
  });

  test("no name that is never written is", () => {
    const unused = clientRows.filter(({ row }) => row.disposition === "unused");
    expect(unused.filter(occurs).map(({ name }) => name)).toEqual([]);
  });

  test("no row is anything else", () => {
    const dispositions = new Set(clientRows.map(({ row }) => row.disposition));
    expect([...dispositions].sort()).toEqual(["mapped", "unused"]);
  });
});

describe("no loss that no row tells of", () => {
  test("in samples", () => {
    const wholes = samples.filter(({ events }) => events === undefined);
    expect(wholes.flatMap(unlistedInAnswer)).toEqual([]);
  });

  test("in arbitrary answers", () => {
    const answers = fc.sample(arbitraryResponse, propertyOptions);
    const found = answers.flatMap(({ final }) => unlistedInAnswer({ response: final }));
    expect([...new Set(found)]).toEqual([]);
  });

  test("a missing row is seen", () => {
    const response = { id: "resp_1", status: "completed", output: [{ type: "shell_call" }] };
    expect(isObject(response) && unlistedInAnswer({ response })).toEqual([]);
    const events = [{ type: "response.completed", response }];
    expect(unlistedInAnswer({ events })).toContain("unsupported_output_item@output.0");
  });
});
