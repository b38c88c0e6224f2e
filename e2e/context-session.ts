import { fileURLToPath } from "node:url";
import { countInputTokens } from "@transpond/core/tokens";
import { agent, type Respond, text, usage } from "@transpond/testkit";
import { type CountedPart, countParts, countsByTurn } from "./context-counts.js";
import { type ContextUsage, contextUsageOf } from "./context-usage.js";
import type { ClientRequest } from "./gateway.js";
import { runSession, type Session } from "./session.js";

const memory = `# House rules\n\n${"- Write short sentences, and prefer a table to prose.\n".repeat(20)}`.trim();
const agentType = "reviewer";
const agents = { [agentType]: { description: "Reviews prose for clarity and rhythm.", prompt: "You review prose." } };
const serverName = "weather";
const server = { command: process.execPath, args: [fileURLToPath(new URL("./weather-server.mjs", import.meta.url))] };

/** What the model really bills, by our own rules, half of it read from its cache. */
const billing =
  (model: string, respond: Respond): Respond =>
  async (body, n) => {
    const tokens = await countInputTokens({ ...body, model });
    const bill = {
      input_tokens: tokens,
      input_tokens_details: { cached_tokens: Math.floor(tokens / 2) },
      output_tokens: 9,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: tokens + 9,
    };
    return [await respond(body, n), usage(bill)];
  };

const summary = text("<analysis>Short.</analysis><summary>A long story was told.</summary>");

const talk = (model: string): Promise<Session> =>
  runSession({
    model,
    prompts: ["/context", "Tell me a story", "/context", "/compact", "/context"],
    files: { "CLAUDE.md": memory },
    args: [
      "--agents",
      JSON.stringify(agents),
      "--mcp-config",
      JSON.stringify({ mcpServers: { [serverName]: server } }),
    ],
    respond: () => billing(model, agent([text("Once upon a time. ".repeat(300)), summary])),
  });

/** What one `/context` shows, and what it had counted for that. */
export interface Measured {
  readonly usage: ContextUsage;
  readonly parts: readonly CountedPart[];
}

/** A session that asks for the context three times. */
export interface ContextSession {
  readonly session: Session;
  /** What the client sent to the model between the first time and the second. */
  readonly main: ClientRequest;
  /** Before anything was said. */
  readonly fresh: Measured;
  /** After an answer and its bill. */
  readonly answered: Measured;
  /** After the conversation was summed up, of which no bill tells. */
  readonly compacted: Measured;
}

/**
 * Runs a client that has a memory file, an agent and an MCP server, and reads what its `/context` shows.
 * @param model upstream model
 * @throws when the session breaks off, or the client has something counted that is not known here
 * @example const { answered } = await measureContext("gpt-5.4");
 */
export const measureContext = async (model: string): Promise<ContextSession> => {
  const session = await talk(model);
  const main = session.asked.find(({ path }) => path.endsWith("/messages"));
  const turns = countsByTurn(session.asked);
  const measure = async (turn: number, run: number): Promise<Measured> => {
    const [requests, shower] = [turns[turn], session.runs[run]];
    if (!main || !requests || !shower) throw new Error("the session broke off");
    const parts = await countParts(requests, model, { main: main.body, memory, agentType, serverName });
    return { usage: contextUsageOf(shower), parts };
  };
  const [fresh, answered, compacted] = [await measure(0, 0), await measure(1, 2), await measure(2, 4)];
  if (!main) throw new Error("the session broke off");
  return { session, main, fresh, answered, compacted };
};
