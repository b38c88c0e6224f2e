import { Canaries } from "./canaries.js";
import { endings, type Ground } from "./endings.js";
import { leaksIn } from "./leaks.js";
import { anywhere, detectably, type Sowing } from "./plant.js";
import { requestShapes } from "./planted-request.js";
import { type LoggerForm, loggerForms, type Outcome, run, type Setting } from "./scenario.js";

/** What one run is made of, all by numbers, so that a failure says how to repeat it. */
export type Draw = {
  ending: string;
  /** Where the canaries begin. */
  start: number;
  shape: string | object;
  stream: boolean;
  form: number;
  choice: number;
  spoil: number;
};

export type Mode = "none" | "redacted";

/** What is wrong with all that was written of a run; nothing, where all is well. */
export type Verdict = { complaints: string[]; outcome: Outcome };

export const loggerOf = ({ form }: Draw): LoggerForm => loggerForms[form % loggerForms.length] ?? "default";

export function groundOf(draw: Draw, mode: Mode): Ground {
  const { start, stream, form, choice, spoil } = draw;
  const canaries = new Canaries(start);
  const sowing: Sowing = {
    ...(mode === "none" ? anywhere(canaries) : detectably(canaries)),
    ...(spoil > 0 && mode === "none" && { spoil: { every: 5 + spoil, from: start } }),
  };
  const shape = typeof draw.shape === "string" ? (requestShapes[draw.shape] ?? {}) : draw.shape;
  return { canaries, sowing, shape, stream, form, choice };
}

/** Runs what was drawn, and judges what was written: no canary, one entry for each end, one id in both and in the answer. */
export async function judge(draw: Draw, mode: Mode, setting: Setting): Promise<Verdict> {
  const ending = endings.get(draw.ending);
  if (!ending) throw new Error(`There is no ending ${draw.ending}.`);
  const scenario = ending(groundOf(draw, mode));
  const options = { ...scenario.options, content: mode };
  const outcome = await run({ ...scenario, options }, loggerOf(draw), setting);
  return { complaints: [...leaks(outcome), ...miscounts(outcome), ...strangers(outcome)], outcome };
}

const ownId = /^req_[0-9A-Za-z]{24}$/;
const pseudonym = /^[udas]_[A-Z2-7]{16}$/;
/** Pseudonyms in content, and the time of the default logger. */
const madeHere = /\[(?:EMAIL|PHONE|IBAN|IP|MAC|CRYPTO)_[A-Z2-7]{16}\]|"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/g;

/** Ids and pseudonyms are of our own making, and random: they may hold six characters of anything. */
export function leaks({ entries, written }: Pick<Outcome, "entries" | "written">): string[] {
  const own = entries.flatMap((entry) => {
    const callers = entry.event === "request" ? [entry.user, entry.device, entry.account, entry.session] : [];
    return [entry.requestId, ...callers].filter(
      (value) => value !== null && (ownId.test(value) || pseudonym.test(value)),
    );
  });
  const except = own.filter((value) => value !== null);
  return written.flatMap((text) => leaksIn(text, [...except, ...(text.match(madeHere) ?? [])]));
}

function miscounts({ entries }: Outcome): string[] {
  const events = entries.map(({ event }) => event).join(", ");
  return events === "request, response" ? [] : [`the entries are: ${events}`];
}

/** Where an id is not the one that the client was told. */
function strangers({ entries, headers }: Outcome): string[] {
  const correlated = headers.get("x-request-id");
  const own = headers.get("request-id");
  return entries.flatMap(({ correlationId, requestId }) => [
    ...(correlationId === correlated ? [] : ["an entry has another id than the header x-request-id"]),
    ...(requestId === own ? [] : ["an entry has another id than the header request-id"]),
  ]);
}
