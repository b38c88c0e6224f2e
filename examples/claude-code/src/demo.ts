import Anthropic from "@anthropic-ai/sdk";
import type { Loss, OpenAIRequest } from "@transpond/core";
import { startProxy } from "./proxy.js";
import { carriedThinking } from "./scenes/carried-thinking.js";
import { parallelTools } from "./scenes/parallel-tools.js";
import type { Scene } from "./scenes/scene.js";
import { streamedAnswer } from "./scenes/streamed-answer.js";
import { tokenCount } from "./scenes/token-count.js";
import { upstreamError } from "./scenes/upstream-error.js";
import { readSettings } from "./settings.js";
import { Transcript } from "./transcript.js";

const scenes: readonly Scene[] = [streamedAnswer, parallelTools, carriedThinking, tokenCount, upstreamError];

/** Plays each scene through a proxy of its own port and tells what each side saw. */
async function demo(): Promise<void> {
  const transcript = new Transcript((text) => process.stdout.write(text));
  const losses: Loss[] = [];
  const settings = { ...readSettings(process.env), host: "127.0.0.1", port: 0, gatewayKey: undefined };
  const proxy = await startProxy(settings, {
    model: { "claude-nobody": "gpt-0-nobody", "*": settings.model },
    onUpstreamRequest: (request: OpenAIRequest) => transcript.upstream(request),
    onLoss: (loss) => losses.push(loss),
    // Its lines would stand between those of the transcript.
    logger: false,
  });
  try {
    transcript.title("Transpond: the Anthropic SDK on an OpenAI Responses upstream");
    transcript.setting({ proxy: proxy.url, upstream: proxy.upstream, model: settings.model });
    const client = new Anthropic({ baseURL: proxy.url, apiKey: "transpond", maxRetries: 0 });
    for (const scene of scenes) {
      transcript.scene(scene.title);
      if (proxy.simulated) scene.script?.(proxy.simulated);
      await scene.play(client, transcript);
      transcript.lost(losses.splice(0));
    }
  } finally {
    await proxy.close();
  }
}

demo().catch((error: unknown) => {
  process.stderr.write(`\nThe demonstration failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
