import "../build.mjs";
import { startSimulatedOpenAI } from "@transpond/testkit";
import { run } from "./run.js";

const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL, GATEWAY_KEY, PORT, COUNT_TOKENS } = process.env;
if (OPENAI_API_KEY && !GATEWAY_KEY) throw new Error("Set GATEWAY_KEY to the key that clients must send.");
const simulated = OPENAI_API_KEY ? undefined : await startSimulatedOpenAI();
const worker = await run(
  COUNT_TOKENS === "upstream" ? "upstream" : "local",
  {
    OPENAI_API_KEY: OPENAI_API_KEY || "sk-simulated",
    OPENAI_BASE_URL: simulated?.url ?? OPENAI_BASE_URL ?? "",
    OPENAI_MODEL: OPENAI_MODEL ?? "",
    GATEWAY_KEY: GATEWAY_KEY || "transpond",
  },
  Number(PORT || 8080),
);
// Miniflare ends workerd with this process.
process.stdout.write(`The Worker listens at ${worker.url}\n`);
