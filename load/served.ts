import { once } from "node:events";
import type { Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Question, Report } from "./process-messages.js";

export interface Served {
  readonly inProgress: () => number;
  readonly close: () => Promise<void>;
}

/** In the process under measure: listens on loopback, says where, and answers the questions of the one that started it. */
export async function serve(server: Server, served: Partial<Served> = {}): Promise<void> {
  // Idle connections of the load are kept over its pauses.
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const answers: Record<Question, () => unknown> = {
    report: () => report(served.inProgress?.() ?? 0),
    cpu: () => {
      const { user, system } = process.cpuUsage();
      return user + system;
    },
    resources: () => process.getActiveResourcesInfo(),
    close: async () => {
      if (served.close) await served.close();
      else {
        server.close();
        server.closeAllConnections();
      }
      return "closed";
    },
  };
  process.on("message", async (question: Question) => process.send?.({ question, answer: await answers[question]() }));
  // Nobody is left to serve, whatever may still be open.
  process.once("disconnect", () => process.exit());
  process.send?.({ port: typeof address === "object" && address !== null ? address.port : 0 });
}

async function report(inProgress: number): Promise<Report> {
  // Weak references and finalisers let go between turns only.
  for (let turn = 0; turn < 4; turn += 1) {
    globalThis.gc?.();
    await wait(20);
  }
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, rss, inProgress };
}
