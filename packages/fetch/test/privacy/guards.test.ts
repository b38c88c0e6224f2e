import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HandlerOptions } from "../../src/index.js";
import { Canaries } from "./canaries.js";
import { endings } from "./endings.js";
import { guards } from "./guards.js";
import { leaksIn } from "./leaks.js";
import { loadMutated } from "./mutated.js";
import { anywhere } from "./plant.js";
import { requestShapes } from "./planted-request.js";
import { type Implementation, run, serialised } from "./scenario.js";
import { type TelemetryMemory, telemetryMemory } from "./telemetry-memory.js";
import { type Draw, groundOf, judge, type Mode } from "./verdict.js";
import { watchOutput } from "./witness.js";

const witness = watchOutput();
let memory: TelemetryMemory | undefined;
beforeAll(() => {
  memory = telemetryMemory();
});
afterAll(() => memory?.stop());

const shapes = Object.keys(requestShapes);

/** Every ending with each of the forms that headers and options have, some way through the shapes of requests. */
function* drawn(): Generator<[Draw, Mode]> {
  let at = 0;
  for (const round of [0, 1, 2]) {
    for (const ending of endings.keys()) {
      at += 1;
      const shape = shapes[(at + round) % shapes.length] ?? "history";
      const draw = { ending, start: at * 37, shape, stream: at % 2 === 0, form: at, choice: 127, spoil: 0 };
      yield [draw, at % 3 === 0 ? "redacted" : "none"];
    }
  }
}

/** The first thing that is wrong with what an implementation writes; `null` where nothing is. */
async function complaintAbout(implementation: Implementation): Promise<string | null> {
  const setting = { implementation, witness, memory };
  const own = acceptsRawContent(implementation) ? "content can be logged as it is" : null;
  if (own) return own;
  for (const cause of unreadable) {
    const leaks = await leaksOfUnscanned(implementation, cause);
    if (leaks.length > 0) return leaks.join("\n");
  }
  for (const [draw, mode] of drawn()) {
    const complaints = await judge(draw, mode, setting).then(
      (verdict) => verdict.complaints,
      (error: unknown) => [`it failed: ${error}`],
    );
    if (complaints.length > 0) return `${draw.ending}: ${complaints.join("\n")}`;
  }
  return null;
}

function acceptsRawContent({ createHandler }: Implementation): boolean {
  const options = { upstream: { apiKey: "k" }, model: "m", authenticate: false as const };
  try {
    createHandler(Object.assign({ ...options }, JSON.parse('{"content":"raw"}')));
    return true;
  } catch {
    return false;
  }
}

/** Why content cannot be read: its length, a recogniser that throws, one that is none. */
const unreadable: readonly HandlerOptions[] = [
  {},
  { redaction: { recognisers: [{ name: "broken", find: () => failing() }] } },
  { redaction: JSON.parse('{"recognisers":[null]}') },
].map((options) => ({ upstream: {}, model: "m", ...options }));

function failing(): never {
  throw new Error("It cannot be read.");
}

async function leaksOfUnscanned(implementation: Implementation, { redaction }: HandlerOptions): Promise<string[]> {
  const draw = { ending: "an answer, failed", start: 5, shape: "hello", stream: true, form: 10, choice: 0, spoil: 0 };
  const scenario = endings.get(draw.ending)?.({ ...groundOf(draw, "none"), sowing: anywhere(new Canaries(5)) });
  if (!scenario) throw new Error("There is no such ending.");
  const long = `{"long":"${"x".repeat(1_100_000)}",`;
  const body = redaction ? String(scenario.body) : String(scenario.body).replace(/^\{/, long);
  const options = { ...scenario.options, content: "redacted" as const, redaction };
  const { entries } = await run({ ...scenario, body, options }, "info only", { implementation, witness });
  return entries.flatMap((entry) => leaksIn(serialised(entry), [entry.requestId]));
}

describe("each guard counts", () => {
  it("nothing is wrong while all are there", async () => {
    expect(await complaintAbout(await loadMutated())).toBeNull();
    expect(leaksIn((await memory?.readMetrics()) ?? "")).toEqual([]);
  }, 60_000);

  it.each(Object.entries(guards))(
    "without %s something is wrong",
    async (_, mutation) => {
      expect(await complaintAbout(await loadMutated(mutation))).not.toBeNull();
    },
    60_000,
  );
});
