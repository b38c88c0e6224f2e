import { setTimeout as wait } from "node:timers/promises";
import type { MountName } from "../mounts.js";
import type { Report, Resources } from "../process-messages.js";
import { startProcess } from "../start-process.js";
import { clientFaults } from "./clients.js";
import { complaintOf } from "./judge.js";
import { cancelMs, limits } from "./limits.js";
import { drawn, randomNumbers } from "./random.js";
import { openAgent, type Sending, send } from "./send.js";
import { placeOf, startUpstream } from "./start-upstream.js";
import { upstreamFaults } from "./upstreams.js";

export interface FaultRun {
  readonly requests: number;
  /** Requests that ended as none may, each with the faults that were drawn for it. */
  readonly complaints: readonly string[];
  /** How often each pair of expectation and client was drawn: at a glance whether a list was used. */
  readonly drawn: Readonly<Record<string, number>>;
  /** What is left when all have ended. */
  readonly left: {
    readonly inProgress: number;
    readonly answering: number;
    readonly connections: number;
    readonly resources: Resources;
  };
  readonly before: Report;
  readonly after: Report;
  readonly upstreamRequests: number;
  readonly seconds: number;
}

export interface FaultRunOptions {
  readonly seed: number;
  readonly requests: number;
  readonly clients: number;
  readonly mount?: MountName;
  /** Changes what a server process is told, for tests of this run itself. */
  readonly timeouts?: Partial<typeof limits>;
}

/** Requests before the first look at the memory: engines and pools fill their caches with the first. */
const warmUp = 500;
/** Milliseconds in which everything must have ended; Node's `fetch` keeps idle connections for some seconds. */
const patience = 12_000;

/** Draws faults for each request, and looks how it ends and what is left of all. */
export async function runFaults(options: FaultRunOptions): Promise<FaultRun> {
  const { seed, requests, clients, mount = "node", timeouts = {} } = options;
  const began = performance.now();
  const random = randomNumbers(seed);
  const upstream = await startUpstream();
  const settings = { mount, upstream: upstream.url, timeouts: { ...limits, ...timeouts } };
  const server = await startProcess("faults/server.ts", { settings, source: true });
  const agent = openAgent();
  const complaints: string[] = [];
  const counts: Record<string, number> = {};

  const leaving: Promise<unknown>[] = [];
  let asked = 0;
  /** Whether the upstream hears in time that nobody waits for its answer. */
  const hasLeft = async (place: string): Promise<boolean> => {
    const end = performance.now() + cancelMs;
    while (upstream.isAnswering(place) && performance.now() < end) await wait(50);
    return !upstream.isAnswering(place);
  };

  const once = async (turn: number): Promise<void> => {
    const [clientName, client] = drawn(clientFaults, random);
    const [upstreamName, fault] = drawn(upstreamFaults, random);
    const place = placeOf(upstreamName, String(asked++));
    const sending: Sending = { url: server.url, agent, upstream: place, stream: random() < 0.6, random };
    for (const name of [clientName, upstreamName]) counts[name] = (counts[name] ?? 0) + 1;
    const expected = client.expected ?? fault.expected;
    const complain = (text: string) =>
      complaints.push(`${turn}: ${clientName}, ${upstreamName}${sending.stream ? ", stream" : ""}: ${text}`);
    const start = performance.now();
    const answers = await Promise.race([
      client.run(sending).catch((error: unknown) => complain(String(error))),
      wait(patience, "late" as const, { ref: false }),
    ]);
    if (answers === "late") return void complain("it never ended");
    if (typeof answers === "number") return;
    const took = performance.now() - start;
    const { withinMs } = fault;
    if (!client.expected && withinMs && took > withinMs * answers.length) complain(`took ${took.toFixed(0)} ms`);
    if (expected === "left" && answers.includes(undefined)) {
      leaving.push(hasLeft(place).then((isGone) => isGone || complain("the upstream was not cancelled")));
    }
    for (const answer of answers) {
      const complaint = answer ? complaintOf(answer, expected) : expected === "left" ? undefined : "no whole answer";
      if (complaint !== undefined) complain(complaint);
    }
  };
  const runMany = async (count: number): Promise<void> => {
    let turn = 0;
    const work = async () => {
      while (turn < count) await once(turn++);
    };
    await Promise.all(Array.from({ length: clients }, work));
  };

  await runMany(Math.min(warmUp, requests));
  const before = await server.report();
  await runMany(requests - Math.min(warmUp, requests));
  await Promise.all(leaving);
  // Somebody comes who wants nothing but an answer.
  const sending = { url: server.url, agent, upstream: placeOf("good", "last"), stream: true, random };
  const last = await send(sending, { method: "GET", path: "/v1/models", body: "" });
  if (last?.status !== 200) complaints.push("it serves no more");
  agent.destroy();
  const end = performance.now() + patience;
  let after = await server.report();
  let connections = await upstream.connections();
  while ((after.inProgress > 0 || upstream.answering() > 0 || connections > 0) && performance.now() < end) {
    await wait(200);
    after = await server.report();
    connections = await upstream.connections();
  }
  const answering = upstream.answering();
  const resources = await server.close();
  server.end();
  upstream.close();
  return {
    requests,
    complaints,
    drawn: counts,
    left: { inProgress: after.inProgress, answering, connections, resources },
    before,
    after,
    upstreamRequests: upstream.asked(),
    seconds: (performance.now() - began) / 1000,
  };
}
