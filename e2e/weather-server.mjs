// An MCP server on standard input and output with one tool, for the client to declare and to count.
import { createInterface } from "node:readline";

const forecast = {
  name: "forecast",
  description: "Tells the weather of the coming days for a city, hour by hour and with its uncertainty. ".repeat(40),
  inputSchema: {
    type: "object",
    properties: {
      city: { type: "string", description: "Name of the city" },
      days: { type: "integer", description: "How many days, up to ten", minimum: 1, maximum: 10 },
    },
    required: ["city"],
  },
};

/** By method: the result for the parameters. */
const answers = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: "weather", version: "1.0.0" },
    instructions: "Ask here for the weather of any city before you plan a journey.",
  }),
  "tools/list": () => ({ tools: [forecast] }),
};

createInterface(process.stdin).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return; // A notification.
  const answer = answers[method];
  const said = answer ? { result: answer(params) } : { error: { code: -32601, message: "Method not found" } };
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, ...said })}\n`);
});
