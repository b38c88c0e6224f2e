import type { ClaudeCodeRun } from "./claude-code.js";
import { member, objectsOf } from "./client-messages.js";

/** A figure of the printed table, such as `1.6k`: what it says and by how much it may be rounded. */
export interface PrintedFigure {
  readonly tokens: number;
  readonly rounding: number;
}

/** What `/context` shows. */
export interface ContextUsage {
  readonly total: number;
  /** What the categories add up to, without the free space and what is only held back or not loaded yet. */
  readonly used: number;
  /** Tokens of each category that is shown; the client leaves out those of 0. */
  readonly categories: ReadonlyMap<string, number>;
  /** The categories of the table that the user reads. */
  readonly printed: ReadonlyMap<string, PrintedFigure>;
}

const units: Readonly<Record<string, number>> = { "": 1, k: 1_000, m: 1_000_000 };

/** Rows of a name and a figure; the other tables have text in their second column. */
const printedRow = /^\| ([^|]+) \| ([\d.]+)([km]?) \|/gm;

const printedFigures = (text: string): ReadonlyMap<string, PrintedFigure> =>
  new Map(
    [...text.matchAll(printedRow)].map(([, name = "", digits = "", suffix = ""]) => {
      const unit = units[suffix] ?? Number.NaN;
      // One decimal of the unit; a zero is left out.
      return [name, { tokens: Number(digits) * unit, rounding: unit === 1 ? 0 : unit / 20 }];
    }),
  );

/**
 * Reads what a run of `/context` shows.
 * @throws when it shows nothing
 * @example contextUsageOf(session).categories.get("System prompt")
 */
export const contextUsageOf = ({ messages, result }: ClaudeCodeRun): ContextUsage => {
  const shown = messages.find((message) => message.context_usage !== undefined)?.context_usage;
  if (shown === undefined) throw new Error("the client shows no context");
  const categories = objectsOf(member(shown, "categories"));
  return {
    total: Number(member(shown, "total_tokens")),
    used: categories.filter(({ kind }) => kind === "used").reduce((sum, { tokens }) => sum + Number(tokens), 0),
    categories: new Map(categories.map(({ name, tokens }) => [String(name), Number(tokens)])),
    printed: printedFigures(String(result?.result)),
  };
};
