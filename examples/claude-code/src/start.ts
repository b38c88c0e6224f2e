import { startProxy } from "./proxy.js";
import { readSettings } from "./settings.js";

/** Keeps the proxy running until it is told to stop. */
async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const proxy = await startProxy(settings);
  const lines = [
    `Transpond answers for Claude with ${settings.model}, upstream ${proxy.upstream}.`,
    ...(proxy.simulated ? ["It only plays a model: set OPENAI_API_KEY for a real one."] : []),
    "Point Claude Code at it:",
    "",
    `  export ANTHROPIC_BASE_URL=${proxy.url}`,
    `  export ANTHROPIC_API_KEY=${settings.gatewayKey ? "<your TRANSPOND_KEY>" : "transpond"}`,
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void proxy.close().then(() => process.exit(0)));
  }
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
